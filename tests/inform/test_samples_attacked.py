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
from pennydrop.rooms.inform.rules.sample_changes import COLUMNS
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


# Smaller, since every line is set against every correction.
MOST_TOLD, MOST_CHANGED = 12, 8


def alike(rule, cells, most):
    """All lines of so many cells, by their total and what is told of them."""
    found = defaultdict(list)
    for line in product(range(most + 1), repeat=cells):
        if sum(line) <= most:
            found[rule(line), sum(line)].append(line)
    return found


def found_beside(told, lines, corrected, changes):
    """What is left of each count, and of each as it is by now, for whoever knows both totals. The
    corrected ones are among the first, of any class then, and of the told one now."""
    left = defaultdict(set)
    most = {"first": sum(lines[0]), "now": sum(lines[0]), "corrected": sum(changes[0])}
    for line, change in product(lines, changes):
        total, many = sum(line), sum(change)
        if many > total:
            continue
        for place, count in enumerate(line):
            left["first", place].add(count)
            least_out, most_out = max(0, many - (total - count)), min(count, many)
            stay = change[place] - most_out, change[place] - least_out
            left["now", place].update(range(count + stay[0], count + stay[1] + 1))
        for place, count in enumerate(change):
            left["corrected", place].add(count)
    cells = {"first": told, "corrected": corrected, "now": None}
    for (which, place), counts in left.items():
        cell = cells[which] and cells[which][place]
        if min(counts) < LEAST_THRESHOLD and not hides(cell, counts, most[which]):
            yield f"{which} {place} of {told} beside {corrected}: {sorted(counts)}"


def beside_corrections(rule):
    for (told, total), lines in alike(rule, len(Outcome), MOST_TOLD).items():
        for (corrected, many), changes in alike(rule, len(COLUMNS), MOST_CHANGED).items():
            if many <= total:
                yield from found_beside(told, lines, corrected, changes)


def test_no_small_number_comes_out_of_a_line_beside_its_correction():
    assert not list(beside_corrections(printed))


def test_putting_new_figures_in_the_place_of_old_ones_would_give_single_samples_away():
    """Why a correction stands beside: one sample moves, and the next multiple of 5 says which."""
    moved = [
        (line, (line[0] + 1, line[1] - 1, line[2]))
        for line in product(range(MOST_TOLD + 1), repeat=3)
        if line[1]
    ]
    seen = defaultdict(set)
    for old, new in moved:
        if printed(old) != printed(new):
            seen[printed(old), printed(new), sum(old)].add(old)
    assert any(len({line[1] for line in lines}) == 1 for lines in seen.values())


def _each_by_itself(line, *, threshold):
    return tuple(figure(count, threshold=threshold) for count in line)


def _shows_a_line_whenever_there_was_a_sample(line):
    told = samples.release_line(line, threshold=LEAST_THRESHOLD)
    return tuple((one.shown, one.said) for one in told) if any(line) else None


def test_the_attacker_finds_what_careless_rules_give_away(monkeypatch):
    assert any(exposed(_shows_a_line_whenever_there_was_a_sample))
    monkeypatch.setattr(samples, "release_line", _each_by_itself)
    assert any(exposed(printed.__wrapped__))
    assert any(beside_corrections(printed.__wrapped__))
