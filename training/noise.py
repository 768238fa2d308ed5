"""Makes a filled frame look as people speak and type, and keeps its marks where they belong.

Every change is a list of (start, end, replacement); `changed` carries the marks over. A change that
touches the edge of an identifier becomes part of it only when it lies wholly inside.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from training.filling import Mark, Sample

Change = tuple[int, int, str]

_FILLS = (
    "erm, ",
    "like, ",
    "you know, ",
    "I mean, ",
    "um ",
    "er ",
    "kind of ",
    "sort of ",
    "… ",
    "hm, ",
    "mm, ",
)
_EMOJI = ("😭", "😂", "💀", "🙏", "❤️", "😅", "🥲", "👍", "xx", "x", "lol", "lmao", "tbh")
_TEXTED = {
    "you": "u", "your": "ur", "are": "r", "because": "cos", "though": "tho", "please": "pls",
    "people": "ppl", "about": "bout", "with": "w", "and": "n", "tomorrow": "tmrw",
    "going to": "gonna",
    "want to": "wanna", "don't know": "dunno", "what": "wot", "something": "summat", "that": "dat",
    "really": "rly", "thanks": "thx", "weekend": "wkend", "before": "b4", "to": "2", "for": "4",
}  # fmt: skip
_DROPPED = re.compile(r"(?<=\w)['’](?=\w)")
_TEXTABLE = re.compile(r"\b(?:" + "|".join(map(re.escape, _TEXTED)) + r")\b")
_MARKS = re.compile(r"[.,!?]")
_SPACE = re.compile(r" ")
_SAID = re.compile(r"\b[A-Za-z]+\b(?!['’])")
_ING = re.compile(r"\b[a-z]{2,}ing\b")
_WORD = re.compile(r"[a-z]{4,}")


def changed(sample: Sample, changes: Sequence[Change]) -> Sample:
    """The sample with changes made; sorted, not overlapping, none across an identifier's edge."""
    text, last, marks = [], 0, list(sample.marks)
    shift, moved, at = 0, [], 0
    starts = {mark.start: 0 for mark in marks} | {mark.end: 0 for mark in marks}
    points = sorted(starts)
    for start, end, new in sorted(changes):
        while at < len(points) and points[at] <= start:
            starts[points[at]] = points[at] + shift
            at += 1
        text.append(sample.text[last:start] + new)
        last = end
        shift += len(new) - (end - start)
    for point in points[at:]:
        starts[point] = point + shift
    text.append(sample.text[last:])
    for mark in marks:
        moved.append(replace(mark, start=starts[mark.start], end=starts[mark.end]))
    kept = tuple(mark for mark in moved if mark.end > mark.start)
    return replace(sample, text="".join(text), marks=kept)


def _inside(marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether a stretch touches an identifier."""
    return any(start <= mark.end and end >= mark.start for mark in marks)


def _swap(sample: Sample, pattern: re.Pattern[str], make: Callable[[str], str]) -> Sample:
    found = [
        (m.start(), m.end(), make(m.group()))
        for m in pattern.finditer(sample.text)
        if not _inside(sample.marks, m.start(), m.end())
    ]
    return changed(sample, [c for c in found if c[2] != sample.text[c[0] : c[1]]])


def lowered(sample: Sample) -> Sample:
    """All in lower case; letters whose lower case is longer are left alone."""
    text = "".join(c.lower() if len(c.lower()) == 1 else c for c in sample.text)
    return replace(sample, text=text)


def shouted(sample: Sample) -> Sample:
    text = "".join(c.upper() if len(c.upper()) == 1 else c for c in sample.text)
    return replace(sample, text=text)


def without_apostrophes(sample: Sample) -> Sample:
    gone = [(m.start(), m.end(), "") for m in _DROPPED.finditer(sample.text)]
    inner = [c for c in gone if all(not (c[0] == m.start or c[1] == m.end) for m in sample.marks)]
    return changed(sample, inner)


def texted(sample: Sample, rng: Random, share: float = 0.4) -> Sample:
    return _swap(sample, _TEXTABLE, lambda w: _TEXTED[w] if rng.random() < share else w)


def unpointed(sample: Sample, rng: Random, share: float = 0.7) -> Sample:
    return _swap(sample, _MARKS, lambda w: "" if rng.random() < share else w)


def mistyped(sample: Sample, rng: Random, share: float = 0.03) -> Sample:
    return _swap(sample, _WORD, lambda w: _typo(w, rng) if rng.random() < share else w)


def _typo(word: str, rng: Random) -> str:
    at = rng.randrange(len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def hesitant(sample: Sample, rng: Random, share: float = 0.05) -> Sample:
    return _swap(sample, _SPACE, lambda w: w + rng.choice(_FILLS) if rng.random() < share else w)


def stuttered(sample: Sample, rng: Random, share: float = 0.02) -> Sample:
    """A word begun twice, as it is written down: "I-I", "w-when", "wha- what"."""
    return _swap(sample, _SAID, lambda w: _begun(w, rng) + w if rng.random() < share else w)


def _begun(word: str, rng: Random) -> str:
    return word[: rng.randrange(1, 1 + min(len(word), 3))] + rng.choice(("-", "-", "- "))


def clipped(sample: Sample, rng: Random, share: float = 0.6) -> Sample:
    """Endings as they are said: "fishin", "goin'", "nothin"."""
    ending = rng.choice(("in", "in", "in'", "en"))
    return _swap(sample, _ING, lambda w: w[:-3] + ending if rng.random() < share else w)


def emoted(sample: Sample, rng: Random) -> Sample:
    places = [m.end() for m in re.finditer(r"[.!?\n]|$", sample.text)]
    free = [p for p in places if not _inside(sample.marks, p, p)]
    if not free:
        return sample
    at = rng.choice(free)
    return changed(sample, [(at, at, " " + rng.choice(_EMOJI))])


def misnamed(sample: Sample, rng: Random, share: float = 0.03) -> Sample:
    """A slip inside a name or a place, as people make when they type one."""
    slips = []
    for mark in sample.marks:
        if mark.label in ("person", "place") and mark.end - mark.start > 4 and rng.random() < share:
            at = rng.randrange(mark.start + 1, mark.end - 2)
            pair = sample.text[at : at + 2]
            if pair.isalpha():
                slips.append((at, at + 2, rng.choice((pair[::-1], pair[0], pair[0] * 2 + pair[1]))))
    return changed(sample, slips)


def noisy(sample: Sample, rng: Random) -> Sample:
    """What its style does to a text, by chance."""
    for chance, step in _STEPS.get(sample.style, _WRITTEN):
        if rng.random() < chance:
            sample = step(sample, rng)
    return sample


_TYPED: tuple[tuple[float, Callable[[Sample, Random], Sample]], ...] = (
    (0.5, texted),
    (0.15, clipped),
    (0.4, unpointed),
    (0.6, mistyped),
    (0.5, misnamed),
    (0.35, emoted),
    (0.5, lambda s, _: without_apostrophes(s)),
    (0.75, lambda s, _: lowered(s)),
    (0.02, lambda s, _: shouted(s)),
)
_SPOKEN: tuple[tuple[float, Callable[[Sample, Random], Sample]], ...] = (
    (0.4, hesitant),
    (0.12, clipped),
    (0.2, stuttered),
    (0.2, mistyped),
    (0.2, misnamed),
    (0.08, unpointed),
    (0.45, lambda s, _: lowered(s)),
    (0.1, lambda s, _: without_apostrophes(s)),
)
_WRITTEN: tuple[tuple[float, Callable[[Sample, Random], Sample]], ...] = (
    (0.25, mistyped),
    (0.25, misnamed),
    (0.08, unpointed),
    (0.45, lambda s, _: lowered(s)),
    (0.1, lambda s, _: without_apostrophes(s)),
    (0.02, lambda s, _: shouted(s)),
)
_STEPS = {"typed": _TYPED, "interview": _SPOKEN, "group": _SPOKEN}
