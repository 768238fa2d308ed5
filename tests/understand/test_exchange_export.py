"""A study's analysis leaves as a project: valid, whole, the same when it is read again."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from lxml import etree

from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.understand.actions.cases import make_attribute, note_case
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.actions.projects import Terms, bring_in_project
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Coding, Memo, Segment, Text, Theme
from pennydrop.rooms.understand.queries.projects import project_of
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.rules.exchange.opening import open_project
from pennydrop.rooms.understand.rules.exchange.writing import write_codebook, write_project
from tests.understand.exchanging import in_dialect

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
AGREED = {"take_part": "yes", "analyse": "yes"}
SCHEMA = Path(__file__).parents[2] / "../shared/data/qdpx/Project-mrt2019.xsd"


@pytest.fixture
def analysed(study, owner, colleague, interview, group, answer, at):
    """Three sources of three kinds with codes, memos everywhere and a theme."""
    by = f"user:{owner.pk}"
    body = make_code(study=study.pk, name="Body & soul", definition="what <hurts>", by=by, at=at)
    pain = make_code(study=study.pk, name="Pain", parent=body.pk, colour=3, by=by, at=at)
    for text, turn, words in (
        (interview, 1, "it burned like glass"), (group, 1, "a new one every month 🙂 honestly"),
        (answer, 0, "nobody wrote it down"),
    ):  # fmt: skip
        start, end = text.place(turn, words)
        for who in (owner, colleague):
            add_coding(text=text.id, code=pain.pk, start=start, end=end, by=f"user:{who.pk}", at=at)
        add_memo(study=study.pk, text=text.id, start=start, end=end, words="Why?", by=by, at=at)
    across = interview.place(1, "druggie")[0], interview.place(3, "After that")[1]
    add_coding(text=interview.id, code=body.pk, start=across[0], end=across[1], by=by, at=at)
    add_memo(study=study.pk, text=group.id, words="Loud room.\nTwo lines", by=by, at=at)
    add_memo(study=study.pk, code=pain.pk, words="Keep apart?", by=by, at=at)
    add_memo(study=study.pk, words="We began in May.", by=by, at=at)
    town = make_attribute(study=study.pk, name="Town or country", by=by, at=at).pk
    for person, value in ((interview.people["Ash"], "town"), (group.people["Bo"], "<both>")):
        note_case(study=study.pk, participant=person.pk, values={town: value}, by=by, at=at)
    make_theme(study=study.pk, title="Alone", central_idea="not met", codes=[pain.pk], by=by, at=at)
    return study


def told(study):
    """A study's analysis as a value that says nothing of ids."""
    project = project_of(study).project
    paths = {code.id: (code.name, code.definition, code.colour) for code in project.codes}
    names = {code.id: code.name for code in project.codes}
    return {
        "codes": [(*paths[c.id], names.get(c.parent), notes(c.notes)) for c in project.codes],
        "sources": [
            (s.name, s.kind, s.fidelity, s.text, s.stretches,
             [(c.start, c.end, names[c.code], c.by, c.at) for c in s.codings],
             sorted((a, b, n.words, n.by, n.at) for a, b, n in s.notes if a is not None),
             sorted((n.words, n.by) for a, _, n in s.notes if a is None))
            for s in project.sources
        ],
        "sets": [(s.name, s.idea, [names[c] for c in s.codes]) for s in project.sets],
        "notes": notes(project.notes),
        "facts": {name: sorted(facts) for name, facts in project.facts.items()},
    }  # fmt: skip


def notes(rows):
    return [(n.words, n.by, n.at) for n in rows]


def test_what_leaves_comes_back_the_same(analysed, new_study, at):
    data = write_project(project_of(analysed.pk).project)
    other = create_study(new=new_study, by="test", at=at)
    found = open_project(data, "p.qdpx")
    assert (found.read.origin, found.unplaced, found.fit) == ("Pennydrop", (), 1.0)
    terms = Terms(consents=AGREED, names_out=True)
    bring_in_project(study=other.pk, project=found, terms=terms, by="user:1", at=at)
    assert told(other.pk) == told(analysed.pk)
    assert Text.objects.filter(study=other.pk).count() == 3
    assert Theme.objects.filter(study=other.pk).get().codes.count() == 1
    turns = {(row.speaker, row.question) for row in Segment.objects.filter(text__study=other.pk)}
    assert {who for who, _ in turns} == {"Interviewer", "Facilitator", "P001", "P002", "P003",
                                         "P004"}  # fmt: skip


def test_what_is_known_of_people_travels_with_their_case(analysed):
    found = open_project(write_project(project_of(analysed.pk).project), "p").read
    facts = {case.name: dict(case.facts) for case in found.cases if case.facts}
    assert facts == {"P001": {"Town or country": "town"}, "P002": {"Town or country": "<both>"}}


def test_quotes_of_every_way_of_counting_leave_as_they_came(study, at):
    for unit, crlf, bom in (("utf16", 2, 1), ("codepoint", 1, 0)):
        made = open_project(in_dialect(unit, crlf, bom).zipped(), "p")
        terms = Terms(consents=AGREED, names_out=True)
        bring_in_project(study=study.pk, project=made, terms=terms, by="user:1", at=at)
        again = open_project(write_project(project_of(study.pk).project), "p")
        one = again.sources[-1]
        assert one.text == made.sources[0].text
        assert {(c.start, c.end, c.by) for c in one.codings} == {
            (c.start, c.end, c.by) for c in made.sources[0].codings
        }


@pytest.mark.skipif(not SCHEMA.exists(), reason="the standard's schema is not on this machine")
def test_what_leaves_is_valid_by_the_standards_own_schema(analysed, study, at):
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))

    def check():
        packed = zipfile.ZipFile(io.BytesIO(write_project(project_of(study.pk).project)))
        schema.assertValid(etree.fromstring(packed.read("project.qde")))
        return packed.namelist()

    assert len(check()) == 4
    Memo.objects.all().delete()
    Theme.objects.all().delete()
    Coding.objects.all().delete()
    check()
    Text.objects.all().delete()
    assert check() == ["project.qde"]


def test_an_empty_or_odd_study_is_written_too(study, at):
    make_code(study=study.pk, name='Bell\x07 & "quotes" <x>', by="user:1", at=at)
    project = project_of(study.pk).project
    codes = open_project(write_codebook(project), "c.qdc").read.codes
    assert [code.name for code in codes] == ['Bell & "quotes" <x>']
    assert len(open_project(write_project(project), "p").read.codes) == 1


def test_words_of_somebody_who_no_longer_agrees_stay_and_are_counted(analysed, group, agree):
    agree(group.people["Bo"], {"analyse": "no"})
    exported = project_of(analysed.pk)
    left = exported.left_out
    assert (left.people, left.turns, left.codings, left.memos) == (1, 1, 2, 2)
    assert "1 turns of 1 people" in str(left)
    data = zipfile.ZipFile(io.BytesIO(write_project(exported.project)))
    whole = b"".join(data.read(name) for name in data.namelist())
    assert b"new one every month" not in whole and b"Loud room" not in whole
    found = open_project(write_project(exported.project), "p")
    assert found.unplaced == () and found.fit == 1.0
    assert "look at your arms" in found.sources[1].text


def test_at_the_command_line_there_and_back(analysed, new_study, tmp_path, at, capsys):
    file, book = tmp_path / "a.qdpx", tmp_path / "a.qdc"
    call_command("project", "export", analysed.slug, str(file))
    call_command("project", "export", analysed.slug, str(book))
    assert "3 sources, 7 codings" in capsys.readouterr().out
    assert HandCopy.objects.get().what.startswith("Whole analysis as a project")
    other = create_study(new=new_study, by="test", at=at)
    call_command(
        "project", "import", other.slug, str(file), "--names-out", "--fidelity", "notes",
        "--consent", "take_part=yes,analyse=yes",
    )  # fmt: skip
    said = capsys.readouterr().out
    assert "Placed: 7 of 7" in said and "3 sources, 2 codes, 7 codings" in said
    assert told(other.pk) == told(analysed.pk)
    text = Text.objects.filter(study=other.pk).order_by("order").first()
    assert "".join(one.text for one in segments_of(text.pk)).startswith("What happened")
    for bad in (str(tmp_path / "none.qdpx"), __file__):
        with pytest.raises(CommandError, match="Nothing came in"):
            call_command("project", "import", other.slug, bad)


def test_what_leaves_can_be_read_by_qualcoder(analysed, owner, colleague):
    """What its importer needs and the standard leaves open: a time and one coder on each selection,
    and nothing inside a code but its description and the codes under it."""
    packed = zipfile.ZipFile(io.BytesIO(write_project(project_of(analysed.pk).project)))
    top = etree.fromstring(packed.read("project.qde"))
    every = list(top.iter("{*}PlainTextSelection"))
    assert every and all(one.get("creationDateTime", "").endswith("Z") for one in every)
    coded = [(one, coding) for one in every for coding in one.iter("{*}Coding")]
    assert len(coded) == 7
    assert all(one.get("creatingUser") == c.get("creatingUser") for one, c in coded)
    assert len({c.get("creatingUser") for _, c in coded}) == 2
    inside = {etree.QName(child).localname for code in top.iter("{*}Code") for child in code}
    assert inside == {"Description", "Code"}
    (link,) = top.iter("{*}Link")
    notes = {note.get("guid") for note in top.iter("{*}Note")}
    codes = {code.get("guid") for code in top.iter("{*}Code")}
    assert link.get("originGUID") in notes and link.get("targetGUID") in codes
