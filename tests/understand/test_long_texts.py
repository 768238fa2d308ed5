"""A long text comes in parts: the one that is asked for at once, the others as links and pieces."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.care import mark_hard
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.rules.parting import LARGEST, MOST, parts_of, runs, window

database = pytest.mark.django_db(databases=["default", "keys"])
LENGTHS = st.lists(st.integers(0, 20_000), max_size=300)


@given(LENGTHS, st.integers(1, 3))
def test_parts_hold_every_turn_once_and_none_is_large(lengths, step):
    turns = [(n * step, length) for n, length in enumerate(lengths)]
    found = parts_of(turns)
    held = [order for part in found for order, _ in turns if part.first <= order <= part.last]
    assert held == [order for order, _ in turns]
    assert sum(part.size for part in found) == sum(lengths)
    for part in found:
        assert part.turns == 1 or (part.size <= LARGEST and part.turns <= MOST)


@given(LENGTHS.filter(bool), st.data())
def test_the_window_holds_the_turns_that_are_asked_for(lengths, data):
    found = parts_of(enumerate(lengths))
    first = data.draw(st.integers(0, len(lengths) - 1))
    last = data.draw(st.integers(first, len(lengths) - 1))
    low, high = window(found, first, last)
    assert found[low].first <= first <= last <= found[high - 1].last
    assert window(found, 10**9, 10**9)[1] == len(found)


@given(st.lists(st.integers(0, 50)))
def test_runs_say_the_same_numbers(orders):
    said = [n for low, high in runs(orders) for n in range(low, high + 1)]
    assert said == sorted(set(orders))


def test_no_turns_have_no_window():
    assert parts_of([]) == [] and window([], 0, 5) == (0, 0)


@pytest.fixture
def long(make_text, study):
    """Half a million characters in three thousand turns."""
    said = "It burned like glass and nobody believed me, so I stayed at home with it. "
    turns = [("Interviewer" if n % 2 else "Ash", f"{n} {said * 2}") for n in range(3000)]
    return make_text(study, "interview", turns)


def way(name, text):
    return reverse(f"understand:{name}", args=[text.study, text.id])


@database
def test_the_first_answer_is_small_and_leads_to_every_other_part(client, owner, long, study, at):
    code = make_code(study=study.pk, name="Pain", by="user:1", at=at)
    start, end = long.place(2500, "2500 It burned like glass")
    coding = add_coding(text=long.id, code=code.pk, start=start, end=end, by="user:1", at=at)
    client.force_login(owner)
    page = client.get(way("workspace", long)).content.decode()
    assert len(page) < 120_000 and 'id="t0"' in page and 'id="t100"' not in page
    links = [int(n) for n in re.findall(r'href="\?from=(\d+)#t', page)]
    seen = set(re.findall(r'id="t(\d+)"', page))
    for first in links:
        part = client.get(way("workspace", long), {"from": first}).content.decode()
        here = set(re.findall(r'id="t(\d+)"', part))
        assert here and not here & seen
        seen |= here
    assert seen == {str(n) for n in range(3000)}
    there = client.get(way("workspace", long), {"coding": coding.pk}).content.decode()
    assert ">2500 It burned like glass</mark>" in there and 'id="t0"' not in there
    assert "Code turn 2901" in client.get(way("workspace", long), {"turn": 2900}).content.decode()


@database
@pytest.mark.postgres
def test_pieces_are_asked_for_by_their_turns(client, owner, interview):
    client.force_login(owner)
    for query, orders in {
        "first=1&last=2": ["1", "2"],
        "only=3,0,3,x": ["0", "3"],
        "first=9": [],
        "": ["0"],
    }.items():
        piece = client.get(f"{way('some-turns', interview)}?{query}").content.decode()
        assert re.findall(r'id="t(\d+)"', piece) == orders


@database
@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
@pytest.mark.parametrize("name", ["some-turns", "since", "within"])
def test_somebody_who_may_not_code_gets_no_piece(request, client, interview, who, status, name):
    client.force_login(request.getfixturevalue(who))
    assert client.get(way(name, interview)).status_code == status


@database
@pytest.mark.postgres
def test_words_are_found_in_the_whole_text_but_not_in_what_is_folded(
    client, owner, colleague, interview, at
):
    client.force_login(colleague)

    def found(words):
        return client.get(way("within", interview), {"words": words}).json()["found"]

    assert found("HE  goes") == [list(interview.place(1, "he goes"))]
    assert len(found("K")) > 1 and found("nowhere said") == [] and found("  ") == []
    start, end = interview.place(1, "it burned like glass")
    mark_hard(text=interview.id, start=start, end=end, note="violence", by=actor(owner), at=at)
    assert found("he goes") == []
