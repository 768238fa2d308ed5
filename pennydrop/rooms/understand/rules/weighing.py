"""Which words of a segment are hidden, kept or still to be decided: suggestions meet decisions.

What a person decided wins over what was suggested; what must be hidden wins over what may stay;
the participant's own list of who and what to hide wins over a "keep" that did not know of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pennydrop.rooms.understand.rules.identifiers import Label, Span, fold
from pennydrop.rooms.understand.rules.identifiers.mentions import occurrences
from pennydrop.rooms.understand.rules.identifiers.spans import Why
from pennydrop.rooms.understand.rules.identifiers.telling import said_sure, said_why
from pennydrop.rooms.understand.rules.identifiers.words import Words

HIDE, KEEP, UNDECIDED = "hide", "keep", "undecided"


@dataclass(frozen=True)
class Ruling:
    """A decision about a form, wherever it is mentioned. `surrogate` is empty when kept; the
    label "hidden" on a kept form says: kept although it stands on the person's list, on purpose."""

    form: str
    label: str
    decision: str
    surrogate: str = ""


@dataclass(frozen=True)
class Exceptional:
    """One mention decided otherwise than its form (offsets in the segment's original)."""

    start: int
    end: int
    decision: str
    surrogate: str = ""


@dataclass(frozen=True)
class Mention:
    """A stretch of a segment that is hidden, kept or undecided. `state`: hide, keep, undecided;
    `one`: decided for this mention alone; `asked`: it stands on the person's own list; `found`:
    what the finder pointed to, while it is undecided."""

    start: int
    end: int
    text: str
    label: str
    state: str
    surrogate: str = ""
    one: bool = False
    asked: bool = False
    found: Span | None = None

    @property
    def key(self) -> str:
        return same(self.text)

    @property
    def score(self) -> float:
        """How sure the finder is; 0 where it is not asked."""
        return self.found.score if self.found else 0.0

    @property
    def told(self) -> str:
        """Why it was found and how sure that is, in words; "" where the finder is not asked."""
        if self.found is None:
            return ""
        if self.found.why == Why.ASKED:
            return said_why(self.found)
        return f"{said_why(self.found)} {said_sure(self.found.score).capitalize()}."


def same(form: str) -> str:
    """Two forms are one name when this is equal: case, accents and possessives aside."""
    return fold(form) or form.strip()


def weigh(
    text: str,
    found: Sequence[Span],
    rulings: Sequence[Ruling],
    exceptions: Sequence[Exceptional] = (),
) -> list[Mention]:
    """The mentions of one segment, in order and not overlapping. `found` comes from the finder."""
    asked = [span for span in found if span.label == Label.HIDDEN]
    ruled = _ruled(text, found, rulings, asked)
    decided = {(m.start, m.end) for m in ruled} | _settled(text, found, rulings, asked)
    alone = [
        Mention(e.start, e.end, text[e.start : e.end], "", e.decision, e.surrogate, one=True)
        for e in exceptions
    ]
    open_ = [
        Mention(s.start, s.end, text[s.start : s.end], s.label, UNDECIDED, found=s)
        for s in found
        if (s.start, s.end) not in decided
    ]
    hidden = [m for m in ruled if m.state == HIDE]
    # A longer suggestion takes over a shorter decision inside it: the rest of it is undecided.
    strong = sorted([*hidden, *open_], key=lambda m: (m.start - m.end, m.state == UNDECIDED))
    weak = sorted((m for m in ruled if m.state == KEEP), key=lambda m: m.start - m.end)
    chosen = _lay(text, [*alone, *strong, *weak])
    marked = [replace(m, asked=_touches(m, asked)) for m in chosen]
    return sorted(marked, key=lambda m: m.start)


def _ruled(
    text: str, found: Iterable[Span], rulings: Sequence[Ruling], asked: Sequence[Span]
) -> list[Mention]:
    """Every mention of a decided form, hidden and kept ones looked up apart."""
    words = Words(text)
    mentions = []
    for decision in (HIDE, KEEP):
        forms = {r.form.strip(): r for r in rulings if r.decision == decision}
        keys = {same(form): ruling for form, ruling in forms.items()}
        places = {(s, e): forms[form] for s, e, form in occurrences(words, forms)}
        for span in found:
            ruling = keys.get(same(text[span.start : span.end]))
            if ruling:
                places[span.start, span.end] = ruling
        for (start, end), ruling in places.items():
            mention = Mention(start, end, text[start:end], ruling.label, decision, ruling.surrogate)
            if decision == HIDE or ruling.label == Label.HIDDEN or not _touches(mention, asked):
                mentions.append(mention)
    return mentions


def _settled(
    text: str, found: Iterable[Span], rulings: Sequence[Ruling], asked: Sequence[Span]
) -> set[tuple[int, int]]:
    """Suggestions that were decided as they stand, or lie inside a longer form that was."""
    keys = {same(r.form): r for r in rulings}
    settled = set()
    for span in found:
        ruling = keys.get(same(text[span.start : span.end]))
        knowing = ruling is not None and (
            ruling.decision == HIDE
            or ruling.label == Label.HIDDEN
            or not any(a.start < span.end and span.start < a.end for a in asked)
        )
        if knowing:
            settled.add((span.start, span.end))
    for mention in _ruled(text, [], rulings, asked):
        inside = (s for s in found if mention.start <= s.start and s.end <= mention.end)
        settled |= {(span.start, span.end) for span in inside}
    return settled


def _touches(mention: Mention, spans: Iterable[Span]) -> bool:
    return any(span.start < mention.end and mention.start < span.end for span in spans)


def _lay(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """First come, first served; what is left of a later one around an earlier one stays."""
    laid: list[Mention] = []
    for mention in mentions:
        pieces = [(mention.start, mention.end)]
        for other in laid:
            pieces = [rest for piece in pieces for rest in _without(piece, other)]
        laid += [cut for piece in pieces if (cut := _cut(text, mention, *piece))]
    return laid


def _without(piece: tuple[int, int], other: Mention) -> list[tuple[int, int]]:
    start, end = piece
    if other.end <= start or end <= other.start:
        return [piece]
    return [(a, b) for a, b in ((start, other.start), (other.end, end)) if a < b]


def _cut(text: str, mention: Mention, start: int, end: int) -> Mention | None:
    """The mention narrowed to what is left of it; None when no letter or digit is left."""
    if (start, end) == (mention.start, mention.end):
        return mention
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    if start == end:
        return None
    return replace(mention, start=start, end=end, text=text[start:end])
