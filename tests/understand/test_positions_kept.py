"""Positions and sums that are kept ready: always what a new count would say."""

import sqlite3
from itertools import combinations

import pytest
from django.db import connection

from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.cases import make_attribute, note_case
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding, remove_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.merging import merge_codes
from pennydrop.rooms.understand.models import CaseAttribute, Coding, Segment
from pennydrop.rooms.understand.models.changes import WATCHED, trigger_name
from pennydrop.rooms.understand.queries import fresh
from pennydrop.rooms.understand.queries import positions as positions_module
from pennydrop.rooms.understand.queries.making import BeingMade
from pennydrop.rooms.understand.queries.positions import Coded, coded_so_far, positions
from pennydrop.rooms.understand.queries.positions_blocks import CODED, MEETING, KeptBits
from pennydrop.rooms.understand.queries.tables import attributes_kept
from pennydrop.rooms.understand.queries.texts import segments_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def sums(study):
    """Everything kept, in words that do not depend on this file's own numbers."""
    with positions(study.pk) as file:
        codes = dict(file.execute("SELECT n, id FROM codes"))
        texts = dict(file.execute("SELECT n, id FROM texts"))
        people = dict(file.execute("SELECT n, id FROM people"))
        pairs = {
            (frozenset((codes[a], codes[b])), over, near)
            for a, b, over, near in file.execute("SELECT a, b, over, near FROM pairs")
            if near
        }
        sizes = {(codes[c], n) for c, n in file.execute("SELECT code, spans FROM sizes") if n}
        heard = {
            (texts[t], codes[c], people[p])
            for t, c, p in file.execute("SELECT text, code, person FROM heard")
        }
        sets = set()
        for what, code, kind, bits in file.execute("SELECT what, code, kind, bits FROM sets"):
            named = people if what == "people" else texts
            number = int.from_bytes(bits, "little")
            ids = frozenset(one for n, one in named.items() if number >> n & 1)
            if ids:
                sets.add((what, codes[code], kind, ids))
        passages = set()
        kept = KeptBits(file)
        for what, code in file.execute("SELECT DISTINCT what, about FROM bits").fetchall():
            if what in (CODED, MEETING):
                for text, numbers in kept.page(kept.of(what, [code]), 0, 999):
                    passages.add((what, codes[code], texts[text], tuple(numbers)))
        # Counts of groups are kept too, and the next change has to mend them.
        groups = {
            (frozenset((codes[a], codes[b])), passages_of)
            for a, b in combinations(sorted(codes), 2)
            if {codes[a], codes[b]} <= {code for code, _ in sizes}
            and (passages_of := kept.group_counted([b, a]))
        }
        voices = {
            (texts[text], people[person], bits)
            for text, person, bits in file.execute("SELECT text, person, bits FROM voices")
        }
        coded = {
            (texts[text], codings, two)
            for text, codings, two in file.execute("SELECT text, codings, two FROM coded")
        }
    return pairs, sizes, heard, sets, passages, voices, groups, coded


def made_anew(study):
    for path in study_folder(study.pk).iterdir():
        path.unlink()
    return sums(study)


@pytest.fixture
def codes(study, at):
    names = ("Not being believed", "Pain", "Waiting")
    return [make_code(study=study.pk, name=name, by="user:1", at=at).pk for name in names]


@pytest.fixture
def coded(interview, group, codes, at):
    def one(text, turn, words, code, by="user:1"):
        start, end = text.place(turn, words)
        return add_coding(text=text.id, code=codes[code], start=start, end=end, by=by, at=at)

    one(interview, 1, "it burned like glass", 1)
    one(interview, 1, "And he looks at the screen", 0)
    one(group, 2, "look at your arms", 0)
    return one


def test_each_change_is_carried_in(
    study, interview, group, answer, codes, coded, at, agree, monkeypatch
):
    sums(study)
    builds = []
    build = fresh._build
    monkeypatch.setattr(fresh, "_build", lambda *a: (builds.append(1), build(*a)))
    one = coded(interview, 1, "burned like glass. And he", 0)
    assert sums(study)[0] and builds == []
    both = coded(interview, 1, "it burned like glass", 1, by="user:2")
    coded(answer, 0, "the pain", 1)
    coded(group, 0, "What would have helped", 2)
    after = sums(study)
    remove_coding(coding=one.pk, by="user:1", at=at)
    less = sums(study)
    assert builds == [] and after != less
    Coding.objects.filter(pk=both.pk).update(code=codes[2])
    merge_codes(code=codes[1], into=codes[0], by="user:1", at=at)
    kept = sums(study)
    assert builds == []
    monkeypatch.setattr(fresh, "_build", build)
    assert kept == made_anew(study)
    assert after != kept


def test_how_far_the_coding_is_from_the_file_and_while_it_is_made(
    study, interview, group, codes, coded, at, monkeypatch
):
    def both():
        kept = coded_so_far(study.pk)
        with monkeypatch.context() as made:
            made.setattr(positions_module, "positions", being_made)
            assert coded_so_far(study.pk) == kept
        return kept

    def being_made(_):
        raise BeingMade(0)

    assert both() == Coded(3, None, compared=False)
    two = coded(interview, 1, "it burned like glass", 1, by="user:2")
    assert both() == Coded(4, None, compared=True)
    remove_coding(coding=two.pk, by="user:2", at=at)
    remove_coding(coding=Coding.objects.get(text=group.id).pk, by="user:1", at=at)
    assert both() == Coded(2, group.id, compared=False)


def test_a_new_text_is_let_in(study, interview, codes, coded, make_text, at, monkeypatch):
    sums(study)
    new = make_text(study, "survey", [("Eve", "The pain was there all winter.")])
    start, end = new.place(0, "The pain")
    add_coding(text=new.id, code=codes[1], start=start, end=end, by="user:1", at=at)
    build = fresh._build
    monkeypatch.setattr(fresh, "_build", lambda *a: pytest.fail("made anew"))
    kept = sums(study)
    monkeypatch.setattr(fresh, "_build", build)
    assert kept == made_anew(study) and any(new.id.hex in one for one in kept[2])


def test_a_correction_a_yes_a_no_and_what_is_noted_are_carried_in(
    study, interview, group, codes, coded, at, agree, monkeypatch
):
    area = make_attribute(study=study.pk, name="Area", by="user:1", at=at).pk
    ash, cal = interview.people["Ash"], group.people["Cal"]

    def noted(person, value):
        note_case(study=study.pk, participant=person.pk, values={area: value}, by="user:1", at=at)

    def kept():
        return sums(study), [(one.label, told) for one, told in attributes_kept(study.pk)]

    noted(ash, "Coast")
    kept()
    build = fresh._build
    monkeypatch.setattr(fresh, "_build", lambda *a: pytest.fail("made anew"))
    row = Segment.objects.get(text=interview.id, order=1)
    (text,) = [one.text for one in segments_of(interview.id) if one.order == 1]
    correct_segment(segment=row.pk, text=f"Well. {text}", by="user:1", at=at)
    moved = kept()
    noted(cal, "Coast")
    noted(ash, "City")
    both = kept()
    agree(cal, {"analyse": "no"})
    less = kept()
    agree(cal, {"analyse": "yes"})
    again = kept()
    monkeypatch.setattr(fresh, "_build", build)
    assert moved[1] == [("Area", {"Coast": 1})] and both[1] == [("Area", {"Coast": 1, "City": 1})]
    assert less[1] == [("Area", {"City": 1})] and less[0] != both[0]
    assert again == both == (made_anew(study), kept()[1])


def test_an_attribute_that_is_called_otherwise_is_so_in_tables(study, interview, coded, at):
    area = make_attribute(study=study.pk, name="Area", by="user:1", at=at)
    ash = interview.people["Ash"].pk
    note_case(study=study.pk, participant=ash, values={area.pk: "Coast"}, by="user:1", at=at)
    assert [one.label for one, _ in attributes_kept(study.pk)] == ["Area"]
    CaseAttribute.objects.filter(pk=area.pk).update(name="Part of the county")
    (kept,) = attributes_kept(study.pk)
    assert kept[0].label == "Part of the county" and kept[1] == {"Coast": 1}


def test_words_that_moved_went_or_may_not_be_read_any_more(
    study, interview, group, codes, coded, at, agree
):
    sums(study)
    row = Segment.objects.get(text=interview.id, order=1)
    (text,) = [one.text for one in segments_of(interview.id) if one.order == 1]
    correct_segment(segment=row.pk, text=f"Well. {text}", by="user:1", at=at)
    assert sums(study) == made_anew(study)
    agree(group.people["Cal"], {"analyse": "no"})
    refused = sums(study)
    assert refused == made_anew(study)
    assert not any(group.people["Cal"].pk.hex in one for one in refused[2])
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    assert list(study_folder(study.pk).glob("positions*")) == []
    assert sums(study) == made_anew(study) and sums(study)[2] == set()


def test_a_change_that_nobody_announced_is_noticed(study, interview, codes, coded):
    """Straight in the database: no action, no model, no audit."""
    before = sums(study)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM understand_coding")
    assert sums(study) != before and sums(study)[1] == set()


def test_another_copy_of_the_data_is_not_taken_for_this_one(study, interview, codes, coded):
    """A restore brings back rows that the file never read, and takes away what it did."""
    sums(study)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE understand_change SET mark = 'other'")
        cursor.execute("DELETE FROM understand_coding")
        cursor.execute("DELETE FROM understand_change WHERE mark <> 'other'")
    assert sums(study)[1] == set()


def test_another_studys_changes_change_nothing(study, interview, codes, coded, new_study, at):
    from pennydrop.rooms.listen.actions.studies import create_study

    before = sums(study)
    other = create_study(new=new_study, by="test", at=at)
    make_code(study=other.pk, name="There", by="test", at=at)
    assert sums(study) == before and sums(other) == (set(),) * 8


def test_a_broken_file_is_made_anew(study, interview, codes, coded):
    before = sums(study)
    path = study_folder(study.pk) / "positions.sqlite3"
    path.write_bytes(b"not a file of positions")
    assert sums(study) == before
    with sqlite3.connect(path) as file:
        file.execute("DROP TABLE heard")
        file.execute("UPDATE made SET made = 'by another version'")
    assert sums(study) == before and path.stat().st_mode & 0o077 == 0


def test_every_watched_table_still_has_its_triggers():
    """SQLite loses them when a migration makes a table anew: such a migration calls watch."""
    wanted = {trigger_name(table, e) for table in WATCHED for e in ("INSERT", "UPDATE", "DELETE")}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert wanted <= {name for (name,) in cursor.fetchall()}
