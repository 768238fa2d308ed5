"""Says in Markdown what finders of identifiers did: side by side, and each one in parts."""

from collections.abc import Mapping, Sequence

from training.counting import table
from training.measuring import Figures, Measured, Share

FAIR = 0.03
"""How far a group of names may be below the mean of the groups before it is named."""


def side_by_side(rows: Sequence[tuple[str, Figures]]) -> list[str]:
    """One row for each finder (or style), with the counts that the columns rest on."""
    whole = rows[0][1]
    head = (
        "",
        "direct identifiers wholly found",
        "indirect found",
        "characters flagged that should be",
        f"passages with a leak (of {whole.leaks.whole})",
        f"clean passages flagged (of {whole.clean.whole})",
        f"drug slang and other look-alikes flagged (of {whole.lookalikes.whole})",
    )
    return table(head, [(name, *cells(each)) for name, each in rows])


def cells(figures: Figures) -> tuple[str, ...]:
    shares = (figures.direct, figures.indirect, figures.right)
    counts = (figures.leaks, figures.clean, figures.lookalikes)
    return (*(share.percent() for share in shares), *(str(share.part) for share in counts))


def by_style(measured: Measured) -> list[str]:
    head = ("style", "direct", "indirect", "right", "leaks", "clean flagged", "look-alikes flagged")
    return table(head, [(name, *style_cells(each)) for name, each in measured.styles.items()])


def style_cells(figures: Figures) -> tuple[str, ...]:
    shares = (figures.direct, figures.indirect, figures.right)
    counts = (figures.leaks, figures.clean, figures.lookalikes)
    return (*(share.percent() for share in shares), *(share.counted() for share in counts))


def found_by(name: str, columns: Mapping[str, Mapping[str, Share]]) -> list[str]:
    """What each finder found: a row for each type or group, first what the last one found least."""
    *_, last = columns.values()
    keys = sorted(last, key=lambda key: (last[key].value or 0.0, key))
    rows = [
        (key, last[key].whole, *(column[key].percent() for column in columns.values()))
        for key in keys
    ]
    return table((name, "of", *columns), rows)


def unfair(cultures: Mapping[str, Share]) -> list[str]:
    """Groups whose names are found more than FAIR less often than the mean over the groups."""
    values = {name: share.value for name, share in cultures.items() if share.value is not None}
    if not values:
        return []
    mean = sum(values.values()) / len(values)
    return sorted(name for name, value in values.items() if value < mean - FAIR)
