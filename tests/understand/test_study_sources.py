"""The sources of a study are listed a page at a time, and found by who speaks in them."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.models import Segment, Source
from pennydrop.rooms.listen.rules.sought import Sought, read_sought
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.views.studies import PER_PAGE

database = [pytest.mark.django_db(databases=["default", "keys"])]


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("P014", Sought(person=14)),
        (" p 14 ", Sought(person=14)),
        ("F2", Sought(person=2, staff=True)),
        ("14", Sought(person=14, number=14)),
        ("Interview 7", Sought(kind="interview", number=7)),
        ("focus  group 02", Sought(kind="focus_group", number=2)),
        ("survey answer 9", Sought(kind="survey", number=9)),
        ("Karen", Sought()),
        ("P014; drop", Sought()),
        ("P" + "9" * 40, Sought()),
    ],
)
def test_what_is_typed_is_a_person_or_a_source(typed, sought):
    assert read_sought(typed) == sought


class TestPage:
    pytestmark = database

    @pytest.fixture
    def many(self, make_text, study):
        """Interviews of which each holds two people's words in turn, and a focus group."""
        texts = [
            make_text(study, "interview", [(f"n{n}", "It burned.")]) for n in range(PER_PAGE + 2)
        ]
        group = make_text(
            study, "focus_group", [("Facilitator", "And?"), ("n3", "Me."), ("n4", "I.")]
        )
        return [*texts, group]

    @pytest.fixture
    def look(self, client, owner, study):
        client.force_login(owner)

        def at(**asked):
            page = client.get(reverse("understand:study", args=[study.pk]), asked)
            assert page.status_code == 200
            listed = page.text.partition("<tbody>")[2].partition("</tbody>")[0]
            return re.findall(r"(?:Interview|Focus group|Survey answer) \d+", listed), page.text

        return at

    def test_fifty_on_a_page_and_the_rest_on_the_next(self, many, look):
        first, page = look()
        assert first == [f"Interview {n + 1}" for n in range(PER_PAGE)]
        assert f"<dd>{PER_PAGE + 3}</dd>" in page and 'rel="next"' in page
        assert look(page=2)[0] == ["Interview 51", "Interview 52", "Focus group 1"]
        assert look(page=999)[0] == look(page=2)[0]

    def test_found_by_pseudonym_by_name_and_by_kind(self, many, look):
        name = many[3].people["n3"].name
        bare = name.lstrip("P0")
        staff = many[-1].people["Facilitator"].name
        assert look(who=name)[0] == ["Interview 4", "Focus group 1"]
        assert look(who=f"p{bare}", kind="focus_group")[0] == ["Focus group 1"]
        assert look(who=staff)[0] == ["Focus group 1"]
        assert look(who="interview 51")[0] == ["Interview 51"]
        assert {"Interview 4", "Focus group 1"} <= set(look(who=bare)[0])
        assert look(kind="focus_group")[0] == ["Focus group 1"]
        assert look(kind="nonsense")[0] == []
        names, page = look(who="<b>Karen")
        assert not names and "No source is like that" in page and "<b>Karen" not in page

    def test_somebody_of_another_study_is_not_found(self, many, look, make_text, new_study, at):
        other = create_study(new=new_study, by="test", at=at)
        elsewhere = make_text(other, "interview", [("else", "Nothing.")]).people["else"].name
        mine = {person.name for text in many for person in text.people.values()}
        assert bool(look(who=elsewhere)[0]) == (elsewhere in mine)

    def test_a_short_list_asks_for_nothing(self, interview, look):
        assert "id_who" not in look()[1]

    def test_the_next_step_names_what_nobody_coded_on_whatever_page(self, many, look, study, at):
        code = make_code(study=study.pk, name="Pain", definition="It hurts.", by="user:1", at=at)
        for text in many[: PER_PAGE + 1]:
            start, end = text.place(0, "burned")
            add_coding(code=code.pk, text=text.id, start=start, end=end, by="user:1", at=at)
        assert "Read and code Interview 52" in look()[1]

    def test_ten_or_a_thousand_sources_are_the_same_questions(self, many, look, study, group):
        def asked(**what):
            look(**what)
            with (
                CaptureQueriesContext(connections["default"]) as data,
                CaptureQueriesContext(connections["keys"]) as keys,
            ):
                look(**what)
            return len(data) + len(keys)

        few = asked()
        owner = Segment.objects.filter(source=many[0].id).get().participant
        rows = [
            Source(
                study=study,
                kind="survey",
                number=n,
                fidelity="notes",
                on=study.made_on,
                added_by="t",
            )
            for n in range(1, 1001)
        ]
        Source.objects.bulk_create(rows)
        Segment.objects.bulk_create(
            Segment(source=row, order=0, participant=owner, speaker="P001") for row in rows
        )
        assert asked() == few and asked(page=8) <= few + 1 and asked(who="P001") <= few + 1
