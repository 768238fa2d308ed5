"""Figures of agreement: worked by hand, beside other programs, and what must always hold."""

import csv
import math
import warnings
from collections import Counter, defaultdict
from pathlib import Path

import krippendorff
import numpy
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pennydrop.rooms.understand.rules.agreement.coefficients import (
    NOTHING_SHARED,
    ONE_VALUE,
    UNEVEN,
    Measure,
    pairs_of,
)
from pennydrop.rooms.understand.rules.agreement.figures import (
    drawn_units,
    figures_by,
    figures_of,
    interval,
    pair_values,
    taken,
    values_of,
)

PERCENT, COHEN, FLEISS, ALPHA = Measure
TALKS = Path(__file__).parents[2] / "../shared/data/transcripts/counselling_conversations.csv"


def rated(*coders):
    """Counts from one text for each coder, a letter a unit; a dot is no rating."""
    units = zip(*coders, strict=True)
    return Counter(tuple(None if v == "." else v for v in unit) for unit in units)


def values(counts):
    return values_of([taken(counts, len(next(iter(counts))))])


# --- worked by hand -----------------------------------------------------------------------------


def test_two_coders_and_two_values():
    """50 units: both yes 20, both no 15, 5 and 10 apart. Seen 0.7; chance 0.5 * 0.6 + 0.5 * 0.4."""
    counts = Counter({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    found = values(counts)
    assert found[PERCENT] == pytest.approx(0.7)
    assert found[COHEN] == pytest.approx(0.4)
    # Together 55 yes and 45 no: chance 0.55² + 0.45² = 0.505, so 1 - 0.3 / 0.495.
    assert found[FLEISS] == pytest.approx(1 - 0.3 / 0.495)
    # Without putting back: (55 * 54 + 45 * 44) / (100 * 99) = 0.5.
    assert found[ALPHA] == pytest.approx(1 - 0.3 / 0.5)


def test_fleiss_own_shape_fourteen_raters():
    """Ten subjects, fourteen raters, five values: mean agreement 0.378, chance 0.213."""
    rows = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    units = [sum(([str(v)] * n for v, n in enumerate(row)), []) for row in rows]
    assert values(Counter(map(tuple, units)))[FLEISS] == pytest.approx(0.2099, abs=5e-5)


def test_krippendorffs_example_with_missing_ratings():
    """Four observers, twelve units, one of them rated once: alpha is 0.743."""
    counts = rated("12332141 2...".replace(" ", ""), "1233224125.3", ".3332342251.", "12332441251.")
    found = values(counts)
    assert found[ALPHA] == pytest.approx(0.743, abs=5e-4)
    # Rated by everybody: units 2 to 9. Of them 5 in full agreement.
    assert isinstance(found[FLEISS], float)


def test_worse_than_chance_is_below_nothing():
    assert values(rated("yynn", "nnyy"))[COHEN] == pytest.approx(-1)
    assert values(rated("yynn", "nnyy"))[ALPHA] < 0


def test_what_has_no_value_says_why():
    same = figures_of(rated("yyyy", "yyyy"), 2)
    assert same[PERCENT].value == 1
    for measure in (COHEN, FLEISS, ALPHA):
        assert same[measure].value is None and same[measure].why == ONE_VALUE
    apart = figures_of(rated("yy..", "..nn"), 2)
    assert all(one.value is None and one.why == NOTHING_SHARED for one in apart.values())
    alone = figures_of(rated("yn"), 1)
    assert all(one.value is None and one.why for one in alone.values())
    assert figures_by({}, 2)[0][ALPHA].why
    uneven = figures_of(rated("yn.y", "yny.", ".yyn", "n..y"), 4)
    assert uneven[ALPHA].value is not None
    assert uneven[FLEISS].value is None and uneven[FLEISS].why == UNEVEN


def test_one_coder_who_never_changes_is_chance_and_not_nothing():
    """She says yes to all: what is seen is what chance gives, and that is 0."""
    assert values(rated("yyyy", "yynn"))[COHEN] == pytest.approx(0)


def test_more_than_two_coders_take_the_mean_over_their_pairs():
    counts = rated("yyyy", "yyyy", "yynn")
    found = figures_of(counts, 3)[COHEN]
    first, second, third = pair_values([taken(counts, 3)])
    assert first == ONE_VALUE and second == third == pytest.approx(0)
    assert found.value == pytest.approx(0)
    assert found.note == "Mean of 2 pairs of coders; 1 had no value."


def test_codes_taken_together_each_keep_their_own_chance():
    """Disagreements seen and expected are added up over the codes, each counting alike."""
    rare, common = rated("ynnnnnnnnn", "nnnnnnnnnn"), rated("yyyyynnnnn", "yyyyynnnny")
    # Seen: 0.1 and 0.1. Expected by Cohen: 0.1, and 1 - (0.5 * 0.6 + 0.5 * 0.4) = 0.5.
    together = values_of([taken(rare, 2), taken(common, 2)])
    assert together[COHEN] == pytest.approx(1 - 0.2 / 0.6)
    assert together[PERCENT] == pytest.approx(0.9)


# --- beside other programs ----------------------------------------------------------------------


def by_krippendorff(units, coders):
    labels = sorted({v for unit in units for v in unit if v is not None})
    data = numpy.full((coders, len(units)), numpy.nan)
    for place, unit in enumerate(units):
        for coder, value in enumerate(unit):
            if value is not None:
                data[coder, place] = labels.index(value)
    return krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")


def by_sklearn(units, one, other):
    both = [(u[one], u[other]) for u in units if u[one] is not None and u[other] is not None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a single value: nan
        return cohen_kappa_score(*zip(*both, strict=True))


def check_beside_others(units, coders):
    found = values_of([taken(Counter(units), coders)])
    assert found[ALPHA] == pytest.approx(by_krippendorff(units, coders), abs=1e-12)
    ours = pair_values([taken(Counter(units), coders)])
    theirs = [by_sklearn(units, one, other) for one, other in pairs_of(coders)]
    for mine, other in zip(ours, theirs, strict=True):
        if isinstance(mine, str):
            assert math.isnan(other)
        else:
            assert mine == pytest.approx(other, abs=1e-12)


@pytest.mark.skipif(not TALKS.exists(), reason="the shared conversations are not beside us")
@pytest.mark.parametrize(("who", "label"), [
    ("client", "client_talk_type"), ("therapist", "main_therapist_behaviour"),
])  # fmt: skip
def test_two_conversations_with_ten_annotators(who, label):
    """The same figures by our code and by theirs, on real ratings of real talk."""
    talks = defaultdict(lambda: defaultdict(dict))
    with TALKS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["interlocutor"] == who:
                unit = talks[row["transcript_id"]][row["utterance_id"]]
                unit[row["annotator_id"]] = row[label]
    many = [t for t in talks.values() if len({a for unit in t.values() for a in unit}) == 10]
    assert len(many) == 2
    for talk in many:
        coders = sorted({a for unit in talk.values() for a in unit})
        units = [tuple(unit.get(coder) for coder in coders) for unit in talk.values()]
        check_beside_others(units, 10)


RATING = st.sampled_from(["a", "b", "c", None])


@settings(max_examples=60, deadline=None)
@given(units=st.integers(2, 4).flatmap(
    lambda n: st.lists(st.tuples(*[RATING] * n), min_size=2, max_size=30)
))  # fmt: skip
def test_any_ratings_beside_others(units):
    coders = len(units[0])
    for one, other in pairs_of(coders):
        assume(any(u[one] is not None and u[other] is not None for u in units))
    said = {v for u in units if sum(x is not None for x in u) > 1 for v in u if v is not None}
    assume(len(said) > 1)
    check_beside_others(units, coders)


# --- what must always hold ----------------------------------------------------------------------

WHOLE = st.integers(2, 5).flatmap(
    lambda n: st.lists(st.tuples(*[st.sampled_from("abc")] * n), min_size=2, max_size=40)
)


def close(one, other):
    return one == other if isinstance(one, str) else one == pytest.approx(other, abs=1e-9)


@given(units=WHOLE, data=st.data())
def test_the_order_of_coders_and_the_names_of_values_change_nothing(units, data):
    coders = len(units[0])
    turned = data.draw(st.permutations(range(coders)))
    named = dict(zip("abc", data.draw(st.permutations(["x", "y", "z"])), strict=True))
    other = [tuple(named[unit[place]] for place in turned) for unit in units]
    before, after = (
        values_of([taken(Counter(units), coders)]),
        values_of([taken(Counter(other), coders)]),
    )
    assert all(close(before[measure], after[measure]) for measure in Measure)


@given(units=WHOLE)
def test_alpha_is_fleiss_kappa_but_for_the_small_sample(units):
    """Without gaps 1 - alpha = (1 - kappa) (n - 1) / n, for n ratings in all."""
    found = values(Counter(units))
    if isinstance(found[ALPHA], str):
        assert found[FLEISS] == found[ALPHA]
        return
    n = len(units) * len(units[0])
    assert 1 - found[ALPHA] == pytest.approx((1 - found[FLEISS]) * (n - 1) / n)


@given(units=WHOLE)
def test_no_figure_leaves_its_bounds_and_a_weight_is_many_units(units):
    found = values(Counter(units))
    assert 0 <= found[PERCENT] <= 1
    assert all(isinstance(v, str) or -1 - 1e-9 <= v <= 1 + 1e-9 for v in found.values())
    weighted = {pattern: n * 7 for pattern, n in Counter(units).items()}
    sevenfold = values(Counter(unit for unit in units for _ in range(7)))
    assert all(close(values(weighted)[measure], sevenfold[measure]) for measure in Measure)


@given(units=WHOLE)
def test_coders_who_say_the_same_agree_wholly_or_cannot_be_compared(units):
    alike = Counter((unit[0], unit[0]) for unit in units)
    found = values(alike)
    wanted = 1 if len({unit[0] for unit in units}) > 1 else ONE_VALUE
    assert found[PERCENT] == 1
    assert all(close(found[measure], wanted) for measure in (COHEN, FLEISS, ALPHA))


# --- intervals ----------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_interval_in_any_order_of_rows():
    units = [("a", "a")] * 30 + [("b", "b")] * 20 + [("a", "b")] * 10
    runs = [
        figures_of(Counter(rows), 2, drawn_units(Counter(rows), 300, seed))[ALPHA]
        for rows, seed in ((units, 5), (units[::-1], 5), (units, 6))
    ]
    assert runs[0] == runs[1] != runs[2]
    assert runs[0].low < runs[0].value < runs[0].high


def test_an_interval_covers_what_it_promises():
    """Of samples from ratings whose agreement is known, about 95 % of the intervals hold it."""
    import random

    source, held, runs = random.Random(4), 0, 120
    for _ in range(runs):
        # 80 % of the pairs are alike, half of each value: kappa and alpha are 0.6 in the long run.
        sample = Counter()
        for _ in range(150):
            first = source.choice("ab")
            alike = source.random() < 0.8
            sample[first, first if alike else ("b" if first == "a" else "a")] += 1
        found = figures_of(sample, 2, drawn_units(sample, 200))[COHEN]
        held += found.low <= 0.6 <= found.high
    assert 0.88 <= held / runs <= 1


def test_too_few_units_for_an_interval():
    lone = Counter({("a", "b"): 1})
    assert figures_of(lone, 2, drawn_units(lone, 50))[PERCENT].low is None
    assert interval([0.0, 1.0]) == (pytest.approx(0.025), pytest.approx(0.975))
