"""An attacker who knows how many samples a place sent in, and every rule, finds no small number.

They write down every line of counts there is, let the rule print each, and keep those that would
have been printed like what they read: a line that is not there too. That is done for all lines up
to a size, so that nothing rests on which ones were drawn.
"""

from collections import defaultdict
from functools import cache
from itertools import product

from pennydrop.core.numbers.small import LEAST_THRESHOLD, NOT_SHOWN, figure
from pennydrop.rooms.inform.rules import samples
from pennydrop.rooms.inform.rules.samples import Outcome, public_line

MOST = 16


@cache
def printed(line):
    told = public_line(line)
    return told and tuple((one.shown, one.said) for one in told)


def exposed(rule):
    """What the attacker narrows down, whether they know the total or not."""
    for total in (None, *range(MOST + 1)):
        alike = defaultdict(list)
        for line in product(range(MOST + 1), repeat=len(Outcome)):
            if total is None or sum(line) == total:
                alike[rule(line)].append(line)
        for told, lines in alike.items():
            yield from narrowed(told, lines, total)


def narrowed(told, lines, total):
    most = MOST if total is None else total
    for column in range(len(Outcome)):
        left = {line[column] for line in lines}
        if min(left) < LEAST_THRESHOLD and not hides(told and told[column], left, most):
            yield f"{told} of {total}: {sorted(left)}"


def hides(cell, left, most):
    """The criterion of decision 21: every small count is left, or so many that nobody can tell
    whether it is small. A line that is not there says nothing of its counts."""
    shown, words = cell or (None, NOT_SHOWN)
    every = set(range(min(LEAST_THRESHOLD, most + 1))) <= left
    many = len(left) >= LEAST_THRESHOLD and max(left) >= LEAST_THRESHOLD
    return shown is None and (every or (words == NOT_SHOWN and many))


def test_no_small_number_of_the_public_table_comes_out():
    assert not list(exposed(printed))


def _each_by_itself(line, *, threshold):
    return tuple(figure(count, threshold=threshold) for count in line)


def _shows_a_line_whenever_there_was_a_sample(line):
    told = samples.release_line(line, threshold=LEAST_THRESHOLD)
    return tuple((one.shown, one.said) for one in told) if any(line) else None


def test_the_attacker_finds_what_careless_rules_give_away(monkeypatch):
    assert any(exposed(_shows_a_line_whenever_there_was_a_sample))
    monkeypatch.setattr(samples, "release_line", _each_by_itself)
    assert any(exposed(printed.__wrapped__))
