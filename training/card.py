"""Writes the model card, docs/reference/identifiers.md: `python -m training.card MODEL.onnx`.

The figures are those of the whole finder (rules, lists and model) on the held-out passages.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pennydrop.rooms.understand.queries.finder import judged
from pennydrop.rooms.understand.queries.tagger import Tagger
from pennydrop.rooms.understand.rules.identifiers import find_in
from pennydrop.rooms.understand.rules.identifiers.asking import Setting, read
from pennydrop.rooms.understand.rules.identifiers.combining import Asked
from pennydrop.rooms.understand.rules.identifiers.words import Words
from training import telling
from training.counting import table
from training.frames import frames
from training.measuring import (
    NOTHING,
    Finder,
    Flag,
    Measured,
    Share,
    lowered,
    measure_finder,
)
from training.reading import GROUPS, Passage, held_out
from training.tuning import WATCHING, away, reliability, tried
from training.values import read as read_values
from training.values.reading import DEV_SHARE

PAGE = Path(__file__).parents[1] / "docs/reference/identifiers.md"
LIMITS = (
    "It does not find everything. The leaks above are passages in which it missed a name, a number "
    "or an address: about one in {leak} of those that hold one. A person reads every text.",
    "It was taught on speech and typing that we wrote, not on what people said to us. Real talk "
    "differs.",
    "It knows English as people in the UK speak and type it. In other languages it is near "
    "useless.",
    "What makes somebody known is often no name: an event, a family, a turn of phrase. The "
    "checklist before signing asks for those; no model does.",
    "A group of names that is found at 100 % here may not be elsewhere: a few dozen names are few.",
    "Famous people, brands and pets are sometimes flagged; drugs that bear people's names too.",
)


_GROUP_HEAD = ("group", "of", "found", "of, with the held-out names", "found")


def finder(tagger: Tagger, asked: Asked) -> Finder:
    """The whole finder as `measuring` asks it."""

    def find(text: str) -> Sequence[Flag]:
        words = Words(text)
        found = judged(words, find_in(words), tagger, asked)
        return [(span.start, span.end, span.label) for span in found]

    return find


def page(model: Path, passages: Sequence[Passage], names: Sequence[Passage]) -> str:
    """The whole page; `names` are further passages, by which the groups of names are compared.
    Raises OSError where `model.json` does not stand beside the model."""
    stored = json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))
    tagger = Tagger(model)
    asked = {setting: read(stored, setting) for setting in Setting}
    runs = {each: measure_finder(passages, finder(tagger, asked[each])) for each in Setting}
    small = measure_finder(
        [lowered(passage) for passage in passages], finder(tagger, asked[Setting.MISS_NOTHING])
    )
    named = measure_finder(names, finder(tagger, asked[Setting.MISS_NOTHING]))
    shown = reliability(tried(passages, tagger), asked[Setting.MISS_NOTHING].sure)
    leaks = runs[Setting.MISS_NOTHING].all.leaks
    parts = [
        "# The finder of identifiers",
        "Written by `python -m training.card`. What stands here was measured on the passages of "
        "`training/heldout`, from which nothing was learned and to which nothing was fitted.",
        "## What it is",
        _what(model, stored),
        "## What it was taught with",
        _taught(),
        *_found(runs, small),
        *_by_group(runs, named, len(names)),
        "## What its sureness means",
        "Suggestions of the held-out passages, all that were made where next to nothing was "
        f"asked; apart in the mean by {100 * away(shown):.1f} points.",
        "\n".join(
            table(
                ("suggestions", "said to be right", "were right"),
                [(b.count, f"{100 * b.said:.0f} %", f"{100 * b.right:.0f} %") for b in shown],
            )
        ),
        "On real conversations: [read by eye](identifiers-read-by-eye.md).",
        "## What it cannot do",
        "\n".join(f"- {line}" for line in LIMITS).format(leak=leaks.whole // max(leaks.part, 1)),
    ]
    return "\n\n".join(parts) + "\n"


def _found(runs: dict[Setting, Measured], small: Measured) -> list[str]:
    """What each setting finds, in all and in parts; `small`: the default one in small letters."""
    whole = runs[Setting.MISS_NOTHING]
    return [
        "## How much it finds",
        "An identifier is found when each of its letters and digits is flagged. *Direct*: names, "
        "numbers, addresses. *Indirect*: places, organisations, dates, ages, rare jobs.",
        "\n".join(telling.side_by_side([(str(s.value), run.all) for s, run in runs.items()])),
        f"The same passages in small letters: {small.all.direct.percent()} of the direct and "
        f"{small.all.indirect.percent()} of the indirect ones (*miss nothing*).",
        "### By type",
        "\n".join(telling.found_by("type", _each(runs, lambda run: run.types))),
        "### By style of writing",
        "\n".join(telling.by_style(whole)),
    ]


def _by_group(runs: dict[Setting, Measured], named: Measured, passages: int) -> list[str]:
    """How the groups of names compare: on the held-out passages, on those written for it, on both.
    A dozen names cannot show three points: one of them missed is eight."""
    held = runs[Setting.MISS_NOTHING].cultures
    both = {group: held.get(group, NOTHING) + share for group, share in named.cultures.items()}
    return [
        "### By the group a name comes from",
        "\n".join(telling.found_by("group", _each(runs, lambda run: run.cultures))),
        f"More than 3 points below the mean of the groups: {_below(held)}. A dozen names cannot "
        "show that much, as one missed is eight points. So "
        f"{passages} more passages (`training/groups`) were written for names alone, in which "
        "each group has forty or more. No passage of them taught anything, but counts by group "
        "have steered which frames were written. "
        "Their names are not kept out of the lists and of teaching, as those of the held-out "
        "passages are.",
        "\n".join(table(_GROUP_HEAD, _group_rows(named.cultures, both))),
        f"More than 3 points below the mean: {_below(named.cultures)}; with the held-out names: "
        f"{_below(both)}.",
    ]


def _group_rows(named: Mapping[str, Share], both: Mapping[str, Share]) -> list[tuple[object, ...]]:
    """First the group that is found least."""
    worst = sorted(both, key=lambda group: (both[group].value or 0.0, group))
    shares = [(group, named[group], both[group]) for group in worst]
    return [
        (group, *(cell for s in two for cell in (s.whole, s.percent()))) for group, *two in shares
    ]


def _each(runs: dict[Setting, Measured], of: Callable[[Measured], object]) -> dict[str, object]:
    return {setting.value: of(run) for setting, run in runs.items()}


def _what(model: Path, stored: dict[str, object]) -> str:
    return (
        f"Rules, lists and a small model together; the model is `{model.name}`, "
        f"{model.stat().st_size / 1e6:.1f} MB, SHA-256 `{stored['model']}`. It is a BERT encoder "
        "of three layers (width 384, inner width 384, 12 heads), begun from all-MiniLM-L6-v2 "
        "(Apache-2.0), with 8-bit weights, and reads for each piece of a word also how it is "
        "written, which lists know it and what the rules make of it. It runs on this "
        "machine, in onnxruntime, and sends nothing anywhere. Licence: AGPL-3.0-or-later; the "
        "frames and passages CC BY 4.0. Why it "
        "is built so: [decision 37](../decisions/0037-a-small-model-beside-the-rules.md). How it "
        "was taught: `training/README.md`."
    )


def _taught() -> str:
    every, values = frames(), read_values()
    styles = Counter(frame.style for frame in every)
    counted = ", ".join(f"{count:,} {style}" for style, count in styles.most_common())
    return (
        f"{len(every):,} frames written by hand ({counted}), filled with names of "
        f"{len(values.cultures)} groups and made to look spoken or typed. {DEV_SHARE} % of frames, "
        "names and places were kept apart to watch by, and what stands in the held-out passages "
        f"taught nothing. {len(held_out(WATCHING))} more passages, written by hand by others, set "
        "what is asked of the model. Nothing that anybody said to us is in any of it."
    )


def _below(groups: Mapping[str, Share]) -> str:
    return ", ".join(telling.unfair(groups)) or "none"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    asked = parser.parse_args()
    PAGE.write_text(page(asked.model, held_out(), held_out(GROUPS)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
