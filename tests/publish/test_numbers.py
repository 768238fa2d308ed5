"""The figures of an edition: what is said, and how they come back from its skeleton."""

import json

from pennydrop.core.numbers.small import Figure, possible
from pennydrop.rooms.publish.rules.figures import (
    Figures,
    TrueCounts,
    as_data,
    from_data,
    people_line,
    settle_figures,
    shares,
    theme_line,
)

COUNTED = TrueCounts(
    people={"interview": 12, "focus_group": 9, "survey": 41},
    groups=2,
    themes={"a": {"interview": 7, "focus_group": 4, "survey": 22}, "b": {"survey": 40}},
)


def test_figures_come_back_from_their_skeleton_as_they_were():
    figures = settle_figures(COUNTED, threshold=10, months="in May 2026", before=[])
    assert from_data(json.loads(json.dumps(as_data(figures)))) == figures
    again = settle_figures(COUNTED, threshold=10, months="in May 2026", before=[figures])
    assert again == figures


def test_figures_kept_before_bands_were_noted_can_still_be_read():
    data = as_data(settle_figures(COUNTED, threshold=10, months="", before=[]))
    data["people"] = {kind: cell[:3] for kind, cell in data["people"].items()}
    read = from_data(data)
    assert read.people["focus_group"] == Figure(None, "fewer than 10", 10)
    assert possible(read.people["focus_group"]) == (0, 9)


def test_what_is_said_of_a_theme_holds_no_small_number():
    figures = settle_figures(COUNTED, threshold=10, months="", before=[])
    assert theme_line(figures, "a") == "from most interviews and about 20 of 40 survey answers"
    assert theme_line(figures, "b") == "from nearly all survey answers"
    said = [text for theme in ("a", "b") for _, _, text in shares(figures, theme)]
    assert said[1] == "fewer than 10" and said[3] == "a few or none"
    assert people_line(figures) == (
        "people in about 10 interviews, two focus groups with fewer than 10 people "
        "and about 40 survey answers"
    )


def test_a_study_without_anybody_has_no_figures():
    empty = settle_figures(TrueCounts({}, 0, {}), threshold=10, months="", before=[])
    assert empty == Figures({}, 0, {}, 10, "") and people_line(empty) == "nobody yet"
