"""Questions to codings and words: put together, kept under a name, asked again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.cases import make_attribute, note_case
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.finding import (
    BadPattern,
    BadQuestion,
    NotOurs,
    drop_query,
    keep_query,
)
from pennydrop.rooms.understand.models import SavedQuery, Segment
from pennydrop.rooms.understand.queries.asking import find, find_page
from pennydrop.rooms.understand.queries.attributes import team_key
from pennydrop.rooms.understand.queries.found import read
from pennydrop.rooms.understand.queries.texts import passage
from pennydrop.rooms.understand.rules.asking import (
    Coded,
    How,
    Joined,
    Narrowed,
    Unit,
    Worded,
    from_json,
    in_words,
    to_json,
)
from pennydrop.rooms.understand.rules.positions import position

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def code(study, at):
    def make(name):
        return make_code(study=study.pk, name=name, by="user:1", at=at).pk

    return make


@pytest.fixture
def doubt(code, interview, group, put):
    made = code("Doubt")
    put(interview, 1, "And he looks at the screen, not at me", made)
    put(group, 2, "look at your arms before they look at your face", made)
    return Coded(frozenset({made}))


@pytest.fixture
def pain(code, interview, answer, put):
    made = code("Pain")
    put(interview, 1, "it burned like glass", made)
    put(interview, 1, "burned like glass. And he looks", made)
    put(interview, 3, "K takes the pain off", made)
    put(answer, 0, "the pain", made)
    return Coded(frozenset({made}))


@pytest.fixture
def put(at):
    def one(text, turn, words, code):
        start, end = text.place(turn, words)
        add_coding(text=text.id, code=code, start=start, end=end, by="user:1", at=at)

    return one


def words(study, question):
    return [one.words for one in read(study.pk, find(study.pk, question, reader=""), reader="")]


def test_this_code_and_that_or_either_or_not(study, doubt, pain):
    over = ["burned like glass. And he looks"]
    assert words(study, Joined(pain, How.AND, doubt)) == over
    assert len(words(study, Joined(pain, How.OR, doubt))) == 6
    left = words(study, Joined(pain, How.NOT, doubt))
    assert left == ["it burned like glass", "K takes the pain off", "the pain"]


def test_a_page_is_a_part_of_the_whole(study, doubt, pain):
    several = Coded(doubt.codes | pain.codes)
    for asked in (pain, several, Joined(pain, How.OR, doubt), Worded("pain")):
        every = find(study.pk, asked, reader="")
        for first, count in ((0, 2), (1, 3), (0, 50), (9, 5)):
            part = find_page(study.pk, asked, reader="", first=first, count=count)
            assert part.page == every[first : first + count]
            assert (part.total, part.sources) == (len(every), len({one.source for one in every}))


@pytest.mark.parametrize(
    ("within", "unit", "found"),
    [
        (0, Unit.WORDS, 2), (2, Unit.CHARACTERS, 2), (25, Unit.WORDS, 2), (70, Unit.WORDS, 3),
        (1, Unit.CHARACTERS, 1), (1000, Unit.CHARACTERS, 3),
    ],
)  # fmt: skip
def test_near_is_measured_in_words_or_characters(study, doubt, pain, within, unit, found):
    assert len(words(study, Joined(pain, How.NEAR, doubt, within, unit))) == found


def test_near_goes_on_from_turn_to_turn_and_ends_with_the_source(study, make_text, put, code):
    one, other = code("One"), code("Other")
    text = make_text(study, "interview", [("Ash", "a b 🙂 c"), ("Ash", "d"), ("Ash", "e f")])
    put(text, 0, "b", one)
    put(text, 2, "e", other)
    ours = {name: Coded(frozenset({made})) for name, made in (("one", one), ("other", other))}
    for within, unit, there in (
        (1, Unit.TURNS, 0), (2, Unit.TURNS, 1), (1, Unit.WORDS, 0), (2, Unit.WORDS, 1),
        (6, Unit.CHARACTERS, 0), (7, Unit.CHARACTERS, 1),
    ):  # fmt: skip
        asked = Joined(ours["one"], How.NEAR, ours["other"], within, unit)
        assert len(find(study.pk, asked, reader="")) == there
        back = Joined(ours["other"], How.NEAR, ours["one"], within, unit)
        assert len(find(study.pk, back, reader="")) == there


def test_words_and_patterns_join_codes(study, doubt, pain):
    assert words(study, Joined(Worded("screen"), How.AND, doubt)) == ["screen"]
    assert words(study, Joined(pain, How.AND, Worded("/p.in/"))) == [
        "K takes the pain off", "the pain",
    ]  # fmt: skip
    assert words(study, Worded("***")) == []


def test_only_some_sources_and_some_people(study, group, doubt, pain, interview, at):
    assert words(study, Narrowed(pain, frozenset({"survey"}), frozenset())) == ["the pain"]
    kept = make_attribute(study=study.pk, name="Area", by="user:1", at=at).pk
    for person, value in ((interview.people["Ash"], "Coast"), (group.people["Cal"], "City")):
        note_case(study=study.pk, participant=person.pk, values={kept: value}, by="user:1", at=at)
    known = frozenset({(team_key(kept), "City")})
    assert words(study, Narrowed(doubt, frozenset(), known)) == [
        "look at your arms before they look at your face"
    ]
    assert words(study, Narrowed(pain, frozenset(), known)) == []
    note_case(
        study=study.pk, participant=group.people["Cal"].pk, values={kept: ""}, by="user:1", at=at
    )
    assert words(study, Narrowed(doubt, frozenset(), known)) == []


def test_a_kept_question_is_asked_anew(study, interview, answer, pain, at):
    asked = Joined(pain, How.AND, Worded("glass"))
    row = keep_query(study=study.pk, name=" Glass ", question=asked, by="user:1", at=at)
    assert row.name == "Glass" and "burned" not in row.asked
    assert len(find(study.pk, from_json(row.asked), reader="")) == 2
    (turn,) = Segment.objects.filter(text=interview.id, order=1)
    said = passage(interview.id, position(1, 0), position(1, turn.length))
    correct_segment(segment=turn.pk, text=said.replace("glass", "china"), by="user:1", at=at)
    assert find(study.pk, from_json(row.asked), reader="") == []
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    assert words(study, pain) == ["the pain"]
    again = keep_query(study=study.pk, name="Glass", question=pain, by="user:2", at=at)
    assert again.pk == row.pk and SavedQuery.objects.get().by == "user:2"
    drop_query(query=row.pk, by="user:1", at=at)
    assert not SavedQuery.objects.exists()


def test_a_question_keeps_nobodys_words_and_only_this_studys_codes(study, interview, pain, at):
    from uuid import uuid4

    refused = [
        (BadQuestion, " ", pain), (BadQuestion, "x" * 81, pain),
        (BadQuestion, "Gone", Coded(frozenset({uuid4()}))),
        (BadQuestion, "Nothing", Coded(frozenset())),
        (BadPattern, "Endless", Worded("/(a+)+/")),
        (NotOurs, "Said", Worded('"it burned like glass and he looks"')),
        (NotOurs, "it burned like glass and he looks", pain),
    ]  # fmt: skip
    for problem, name, question in refused:
        with pytest.raises(problem):
            keep_query(study=study.pk, name=name, question=question, by="user:1", at=at)
    assert not SavedQuery.objects.exists()


LEAVES = st.one_of(
    st.builds(Coded, st.frozensets(st.uuids(), min_size=1, max_size=3)),
    st.builds(Worded, st.text(min_size=1, max_size=20).filter(str.strip)),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(
            Joined, inner, st.sampled_from(How), inner, st.integers(0, 1000), st.sampled_from(Unit)
        ),
        st.builds(
            Narrowed, inner, st.frozensets(st.sampled_from(["interview", "survey"])),
            st.frozensets(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=2),
        ),
    ),
    max_leaves=6,
)  # fmt: skip


@given(TREES)
def test_a_question_comes_back_as_it_was_kept(question):
    assert from_json(to_json(question)) == question
    assert in_words(question, {}, {})


@given(
    st.one_of(
        st.text(max_size=30),
        st.recursive(
            st.one_of(st.none(), st.integers(), st.text(max_size=4)),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3),
                st.dictionaries(
                    st.sampled_from(["codes", "words", "how", "left", "right", "part"]), inner
                ),
            ),
        ).map(lambda one: __import__("json").dumps(one)),
    )
)
def test_what_cannot_be_a_question_is_refused(text):
    try:
        assert to_json(from_json(text))
    except BadQuestion:
        pass
