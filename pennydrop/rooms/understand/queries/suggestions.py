"""Suggested codes as they stand now: what still waits for somebody's yes or no, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import Any
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.understand.models import Coding, Declined, Segment, Suggesting, Text
from pennydrop.rooms.understand.queries.alike import Alike, told_once
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.blind import codes_blind
from pennydrop.rooms.understand.queries.care import note_over
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.codings import passages
from pennydrop.rooms.understand.queries.placed import Stretch, behind, learnt, placed
from pennydrop.rooms.understand.queries.texts import passage, sealed_head, version_of
from pennydrop.rooms.understand.rules.approach import Tool
from pennydrop.rooms.understand.rules.meaning import FEWEST, Taught
from pennydrop.rooms.understand.rules.meaning.lessons import Place
from pennydrop.rooms.understand.rules.positions import SPAN

TOP = 4  # of a source's stretches, the most telling quarter


@dataclass(frozen=True)
class Suggestion:
    """A code that may fit a passage. `likely`: the model's own figure, 0 to 1. `like`: passages
    with this code that are nearest to it. `note`: it touches a hard passage that the reader has not
    opened; then `words` is ""."""

    source: UUID
    title: str
    turn: int
    speaker: str
    start: int
    end: int
    words: str
    code: UUID
    path: str
    likely: float
    like: tuple[Alike, ...]
    note: str


@dataclass(frozen=True)
class CodeLearnt:
    """How suggestions of a code would have done on the passages coded so far, had they been unseen:
    of ten suggested `right` were right, and they would have been `found` of ten. None: too few."""

    path: str
    right: int | None
    found: int | None


@dataclass(frozen=True)
class Next:
    """A source that would teach most. `unlike`: much in it is unlike what was coded; else the
    codes leave us unsure in it."""

    source: UUID
    title: str
    unlike: bool


@dataclass(frozen=True)
class Learnt:
    """What there is to show. `since`: codings made since it was learnt."""

    on: str
    since: int
    codes: tuple[CodeLearnt, ...]
    waiting: int
    first: Suggestion | None
    reading: tuple[Next, ...]


def suggests(study: UUID) -> bool:
    """Whether the team wants suggestions: as it decided, else as its approach has it. While it
    codes blind there are none: they would tell what others coded."""
    if codes_blind(study):
        return False
    decided = Suggesting.objects.filter(study=study).first()
    return decided.on if decided else offers(study, Tool.SUGGESTIONS)


def may_learn(study: UUID) -> bool:
    """Whether some code has passages enough for anything to be learnt from them."""
    counted = Coding.objects.filter(text__study=study).values("code").annotate(n=Count("pk"))
    return counted.filter(n__gte=FEWEST).exists()


def taught(study: UUID) -> list[Taught]:
    """Every coding, and everything that was said not to fit the words as they are now."""
    codings = Coding.objects.filter(text__study=study).values_list("text", "code", "start", "end")
    found = [Taught(code.hex, Place(text.hex, low, high)) for text, code, low, high in codings]
    refused = _declined(study)
    texts = dict(
        Segment.objects.filter(pk__in={one[0] for one in refused}).values_list("pk", "text")
    )
    return found + [
        Taught(code, Place(texts[segment].hex, low, high), fits=False)
        for segment, code, low, high in sorted(refused)
    ]


def learnt_now(
    study: UUID, *, reader: str, source: UUID | None = None, skip: int = 0
) -> Learnt | None:
    """What was learnt, less what has been answered since; None before anything was. The suggestion
    that `reader` is shown is number `skip` from the likeliest on, of one source where it is named.
    """
    said = learnt(study)
    if said is None:
        return None
    held = {one.number: one for one in placed(study)}
    waiting = _waiting(study, said["fits"], held, source)
    paths = {code.id.hex: code.path for code in codebook(study, count=False)}
    waiting = [fit for fit in waiting if fit[1] in paths]
    codings = Coding.objects.filter(text__study=study).count()
    first = waiting[min(skip, len(waiting) - 1)] if waiting else None
    return Learnt(
        on=said["on"],
        since=max(0, codings - said["codings"]),
        codes=tuple(
            CodeLearnt(paths[one["code"]], _tenths(one["right"]), _tenths(one["found"]))
            for one in said["codes"]
            if one["code"] in paths
        ),
        waiting=len(waiting),
        first=_told(study, first, held, paths, reader) if first else None,
        reading=_reading_next(study, said, held),
    )


def is_behind(study: UUID) -> int:
    """How many turns have not been placed yet."""
    return behind(study).left


def _waiting(
    study: UUID, fits: Iterable[list[Any]], held: dict[int, Stretch], source: UUID | None
) -> list[list[Any]]:
    """Suggestions, likeliest first, for stretches that are still there, not coded so meanwhile, and
    not declined."""
    coded: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for text, code, low, high in Coding.objects.filter(text__study=study).values_list(
        "text", "code", "start", "end"
    ):
        coded.setdefault((text.hex, code.hex), []).append((low, high))
    declined = _declined(study)
    kept = []
    for fit in sorted(fits, key=lambda fit: (-fit[2], fit[0], fit[1])):
        one = held.get(fit[0])
        if one is None or (source is not None and one.place.source != source.hex):
            continue
        start, end = one.place.start, one.place.end
        there = coded.get((one.place.source, fit[1]), ())
        if any(low < end and start < high for low, high in there):
            continue
        if (one.segment, fit[1], start, end) not in declined:
            kept.append(fit)
    return kept


def _declined(study: UUID) -> set[tuple[UUID, str, int, int]]:
    rows = list(
        Declined.objects.filter(segment__text__study=study).values_list(
            "segment", "code", "start", "end", "version"
        )
    )
    heads = Segment.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", sealed_head())
    now = {row: version_of(head) for row, head in heads}
    return {
        (segment, code.hex, start, end)
        for segment, code, start, end, version in rows
        if now.get(segment) == version
    }


def _told(
    study: UUID, fit: list[Any], held: dict[int, Stretch], paths: dict[str, str], reader: str
) -> Suggestion | None:
    number, code, likely, like = fit
    one = held[number]
    text = Text.objects.filter(pk=one.place.source).first()
    segment = Segment.objects.filter(pk=one.segment).first()
    if text is None or segment is None:
        return None
    place = one.place
    note = note_over(text.pk, place.start, place.end, reader=reader)
    near = [held[n].place for n in like if n in held]
    return Suggestion(
        source=text.pk, title=text.title, turn=place.start // SPAN, speaker=segment.speaker,
        start=place.start, end=place.end,
        words="" if note else passage(text.pk, place.start, place.end),
        code=UUID(code), path=paths[code], likely=likely,
        like=tuple(_like(study, UUID(code), near, reader)), note=note,
    )  # fmt: skip


def _like(study: UUID, code: UUID, places: Iterable[Place], reader: str) -> list[Alike]:
    """What is coded with this code at these places, each told once."""
    found: list[Alike] = []
    for place in places:
        there = Coding.objects.filter(
            code=code, text=UUID(place.source), start__lt=place.end, end__gt=place.start
        ).order_by("start", "pk")
        told = told_once(passages(study, there, 0, 1, reader=reader))
        found += [one for one in told if one.passage.words or one.passage.note]
    return list({one.passage.id: one for one in found}.values())


def _reading_next(study: UUID, said: dict[str, Any], held: dict[int, Stretch]) -> tuple[Next, ...]:
    """Three sources nobody has coded, in which most is unlike what was coded, or unsure."""
    started = {
        text.hex for text in Coding.objects.filter(text__study=study).values_list("text", flat=True)
    }
    figures: dict[str, dict[str, float]] = {}
    for what in ("unsure", "unlike"):
        of: dict[str, list[float]] = {}
        for number, value in said[what]:
            if number in held and held[number].place.source not in started:
                of.setdefault(held[number].place.source, []).append(value)
        for source, values in of.items():
            most = sorted(values, reverse=True)[: max(1, len(values) // TOP)]
            figures.setdefault(source, {})[what] = fmean(most)
    titles = dict(Text.objects.filter(pk__in=figures).values_list("pk", "title"))
    middle = {
        what: fmean(one.get(what, 0.0) for one in figures.values()) if figures else 0.0
        for what in ("unsure", "unlike")
    }
    ranked = sorted(figures, key=lambda source: (-sum(figures[source].values()), source))
    return tuple(
        Next(
            UUID(source), titles[UUID(source)],
            figures[source].get("unlike", 0) - middle["unlike"]
            >= figures[source].get("unsure", 0) - middle["unsure"],
        )
        for source in ranked[:3]
        if UUID(source) in titles
    )  # fmt: skip


def _tenths(part: float | None) -> int | None:
    return None if part is None else round(10 * part)
