"""What the invented team would like to ask next: two changes that nobody is asked yet."""

from typing import Any

from pennydrop.rooms.listen.actions.questions import keep_step
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.questions import desk_of
from pennydrop.rooms.listen.rules.editing.places import put_in
from pennydrop.rooms.listen.rules.form import Choice, ChoiceList, Form, Group, Kind, Question, plain

MET = ChoiceList(
    "met",
    (
        Choice("gp", plain("A family doctor")),
        Choice("hospital", plain("A hospital")),
        Choice("drug_team", plain("A drug team")),
        Choice("police", plain("The police")),
        Choice("nobody", plain("None of these")),
    ),
)
WHOM = Question("met", Kind.SELECT_MULTIPLE, plain("Which of these did you meet?"), listed=MET)
HOSPITAL = Group(
    "hospital",
    plain("In hospital"),
    relevant="selected(${met}, 'hospital')",
    kept=(("content_note", "The next page asks about hospital. You can leave it out."),),
    items=(
        Question(
            "ward",
            Kind.TEXT,
            plain("How were you treated on the ward?"),
            hint=plain("What was said. What was not. Small things count."),
            short=plain("On the ward"),
        ),
    ),
)


def add_changes(study: Study, by: str, at: Any) -> None:
    for what, item in (("Added “Which of these did you meet?”", WHOM),
                       ("Added a section about hospital", HOSPITAL)):  # fmt: skip
        desk = desk_of(study.pk)
        assert desk.form is not None
        form: Form = put_in(desk.form, item, after="services" if item is WHOM else "met")
        keep_step(study=study, form=form, what=what, seen=desk.seen, by=by, at=at)
