"""A robot goes through every combination of answers to the self-check, none left out. In each one
every red flag reaches its next steps, as a hand-written list of red flags has them."""

import itertools
import random
from dataclasses import replace

import pytest

from pennydrop.rooms.inform.rules.claims import Severity
from pennydrop.rooms.inform.rules.selfcheck import (
    UNSAID,
    Answer,
    Question,
    Table,
    next_steps,
    reached,
)
from pennydrop.rooms.inform.rules.starter.checking import shipped_table
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from pennydrop.rooms.inform.rules.walk import (
    MOST,
    Block,
    TooLarge,
    Walk,
    blocks,
    check_size,
    walk,
    ways_of,
)
from tests.inform.every_answer import LEVELS, faults, rows_of
from tests.inform.red_flags import WANTED, amiss

TABLE = shipped_table()
STAYS = {key: claim.severity for key, claim in starter_claims().items() if claim.kind.stays}
WAYS = 77_760_000


def held_to_the_list(table: Table) -> tuple[Walk, list[str]]:
    """Walk a table whole; with what its two most pressing levels have otherwise than the list, and
    the first combination in which it is so."""
    wrong: dict[str, str] = {}
    todo = blocks(table)

    def rule(rows):
        found = reached(rows)
        block = next(todo)
        given = {f"{ask.key} {row.key}": who for ask, row, who in block.rows}
        for what, who in amiss(given, found).items():
            wrong.setdefault(what, block.told((who & -who).bit_length() - 1))
        return found

    done = walk(table, STAYS, rule=rule)
    return done, [f"{what}: {told}" for what, told in wrong.items()]


def changed(ask: str, answer: str, **change: object) -> Table:
    """The table with one row otherwise."""

    def row(one: Answer) -> Answer:
        return replace(one, **change) if one.key == answer else one

    def question(one: Question) -> Question:
        return replace(one, answers=tuple(map(row, one.answers))) if one.key == ask else one

    return replace(TABLE, questions=tuple(map(question, TABLE.questions)))


def small(table: Table, *keys: str) -> Table:
    """Only these questions of it, so that a walk takes no time."""
    return replace(table, questions=tuple(ask for ask in table.questions if ask.key in keys))


def test_every_combination_is_walked_and_every_red_flag_reaches_its_next_steps() -> None:
    done, wrong = held_to_the_list(TABLE)
    assert ways_of(TABLE) == done.ways == done.walked == WAYS
    assert wrong == [] and done.faults == () and done.sound
    red = [(ask, row) for ask, row in TABLE.rows if row.red]
    assert [flag.held for flag in done.flags] == [WAYS // len(ask.rows) for ask, _ in red]
    assert all(flag.reached == flag.held for flag in done.flags) and len(done.flags) == 11


def test_the_list_names_every_answer_that_is_a_red_flag_and_no_other() -> None:
    listed = {said for level in WANTED.values() for who in level.values() for said in who}
    assert listed == {(ask.key, row.key) for ask, row in TABLE.rows if row.red}


def test_each_combination_stands_in_the_walk_exactly_once() -> None:
    some = small(TABLE, "now", "stuck", "belly", "mood")
    (block,) = blocks(some)
    walked = [tuple(block.answers(bit).items()) for bit in range(block.size)]
    every = itertools.product(*([(ask.key, row) for row in ask.rows] for ask in some.questions))
    assert sorted(walked) == sorted(every) and len(walked) == 3 * 4 * 4 * 5


def together(ways: list[dict[str, str]]) -> Block:
    """These combinations, a bit for each."""
    rows = tuple(
        (ask, row, sum(1 << n for n, given in enumerate(ways) if given.get(ask.key) == row.key))
        for ask, row in TABLE.rows
    )
    return Block(len(ways), rows)


def the_same(ways: list[dict[str, str]]) -> bool:
    """Whether many at once are led to the same steps at the same levels as each person alone."""
    found = reached((row, who) for _, row, who in together(ways).rows)
    many: list[set[tuple[str, object]]] = [set() for _ in ways]
    for level, here in zip(LEVELS, found, strict=True):
        for key, who in here.items():
            for bit in range(len(ways)) if who else ():
                if who >> bit & 1:
                    many[bit].add((key, level))
    alone = (next_steps(TABLE, given) for given in ways)
    return many == [{(key, group.level) for group in one for key in group.steps} for one in alone]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_many_at_once_are_led_as_one_person_is_for_each_answer_pair_and_triple(size) -> None:
    """Not only whole combinations: each answer, each pair and each triple alone."""
    ways = [
        {ask.key: key for ask, key in zip(asked, keys, strict=True)}
        for asked in itertools.combinations(TABLE.questions, size)
        for keys in itertools.product(*(ask.rows for ask in asked))
    ]
    assert the_same(ways)


def test_many_at_once_are_led_as_one_person_is_for_whole_combinations_by_chance() -> None:
    draw = random.Random(7)
    ways = [{ask.key: draw.choice(list(ask.rows)) for ask in TABLE.questions} for _ in range(3000)]
    assert the_same(ways)
    assert not [
        fault for given in ways for fault in faults(rows_of(TABLE, given), next_steps(TABLE, given))
    ]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (changed("blood", "yes", steps=("bladder-blood", "help-gp-ni")), "help-111-body at"),
        (changed("hot", "yes", steps=("flag-yellow", "help-111-body")), "flag-kidney at"),
        (changed("mood", "end", level=Severity.CARE), "flag-mind-today at"),
        (changed("hot", "muddled", level=Severity.TODAY), "flag-kidney-999 at “call 999”"),
        (changed("skin", "no", steps=("flag-yellow",), level=Severity.TODAY), "flag-yellow at"),
    ],
)  # fmt: skip
def test_a_slip_in_the_table_differs_from_the_list(table, why) -> None:
    some = small(table, "blood", "hot", "skin", "mood")
    _, wrong = held_to_the_list(some)
    assert any(why in one for one in wrong), wrong
    assert not any(why in one for one in held_to_the_list(small(TABLE, *SOME))[1])


SOME = ("blood", "hot", "skin", "mood")


def forgets(rows):
    """Fever with pain, forgotten once somebody would rather not say how they feel."""
    rows = list(rows)
    quiet = next(who for row, who in rows if row.key == UNSAID and "flag-mind-today" in row.steps)
    return reached(
        (row, who & ~quiet if row.said.startswith("I am hot") else who) for row, who in rows
    )


def doubles(rows):
    """A step that stands at two levels."""
    found = reached(rows)
    return ({**found[0], "flag-kidney": found[1].get("flag-kidney", 0)}, *found[1:])


def adds(rows):
    """A step that nobody’s answer leads to."""
    first, *others = reached(rows)
    return ({**first, "use-breaks": 1}, *others)


@pytest.mark.parametrize(
    ("rule", "why"),
    [(forgets, "does not reach"), (doubles, "stands twice"), (adds, "no answer leads to it")],
)
def test_a_rule_with_a_slip_is_found_with_the_answers_that_show_it(rule, why) -> None:
    done = walk(small(TABLE, *SOME), STAYS, rule=rule)
    assert not done.sound and any(why in fault for fault in done.faults)
    if rule is forgets:
        assert "Mood: I’d rather not say" in done.faults[0]
        assert any(flag.reached < flag.held for flag in done.flags)


def test_a_red_flag_whose_steps_can_all_vanish_is_found() -> None:
    some = small(TABLE, *SOME)
    less = {key: level for key, level in STAYS.items() if key != "flag-yellow"}
    assert walk(some, less).sound, "the number to call still stands"
    none = {key: level for key, level in less.items() if not key.startswith("help-")}
    done = walk(some, none)
    assert any("Yellow skin" in one and "never vanishes" in one for one in done.faults)
    softer = {**none, "flag-yellow": Severity.CARE}
    assert not walk(some, softer).sound, "it stays, and is not as pressing"


def test_a_table_that_is_too_large_says_so_in_plain_words() -> None:
    copies = tuple(replace(ask, key=f"{ask.key}-2") for ask in TABLE.questions)
    twice = replace(TABLE, questions=TABLE.questions + copies)
    with pytest.raises(TooLarge, match="26 questions, and 6,046,617,600,000,000 ways.*Leave"):
        walk(twice, STAYS)
    check_size(TABLE)
    assert ways_of(TABLE) * 10 < MOST


def test_a_table_that_somebody_changes_is_walked_as_it_is() -> None:
    row = Answer("a", "A", "I a.", Severity.NOW, ("help-999",))
    own = Table((Question("q", "Q", "Q?", (row,), ("help-gp-ni",)),), ("help-999",))
    done = walk(own, STAYS)
    assert (done.walked, len(done.flags), done.sound) == (2, 1, True)
    assert not walk(replace(own, questions=()), STAYS).flags
