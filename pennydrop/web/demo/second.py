"""A smaller study, a year before: closed for words from outside, and there to be read together with
the large one, as far as its people allowed."""

from typing import Any
from uuid import UUID

from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.actions.studies import create_from_builtin
from pennydrop.rooms.listen.models import Sheet, Study
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.looking import look_over
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.web.demo.content import read


def add_second_study(organisation: UUID, by: str, at: Any) -> Study:
    about = read("second")
    study = create_from_builtin(
        organisation=organisation, title=about["title"], public_title=about["public_title"],
        substance=read("study")["substance"], invented=True, by=by, at=at,
    )  # fmt: skip
    for entry in about["sources"]:
        _interview(study, entry, by, at)
    return study


def _interview(study: Study, entry: dict[str, Any], by: str, at: Any) -> None:
    """Somebody's words, with nothing in them to hide; read by the team from now on."""
    person = add_participant(study=study, state="shared", lookup=None, by=by, at=at)
    yes = {"take_part": "yes", "analyse": "yes", "quote": "yes", "publish": "yes", "keep": "yes"}
    later = "yes" if entry["later_studies"] else "no"
    record_consent(
        participant=person, answers={**yes, "later_studies": later},
        sheet=Sheet.objects.get(study=study), how="paper", by=by, at=at,
    )  # fmt: skip
    segments = [
        NewSegment(owner=person, speaker=speaker or person.name, text=text)
        for speaker, text in entry["turns"]
    ]
    source = add_source(
        study=study, kind="interview", fidelity="word_for_word", segments=segments, by=by, at=at
    )
    decide_many(source=source.pk, rulings=[], rest="keep", by=by, at=at)
    look_over(source=source.pk, by=by, at=at)
    sign_names_out(source=source.pk, by=by, at=at)
