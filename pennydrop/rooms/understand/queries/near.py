"""Search by meaning: passages that say something like what was typed, in whatever words."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.care import Folds, fold_over, folds_of
from pennydrop.rooms.understand.queries.meaning_engine import engine
from pennydrop.rooms.understand.queries.placed import Stretch, placed
from pennydrop.rooms.understand.queries.texts import passage
from pennydrop.rooms.understand.rules.positions import SPAN

LEAST = 0.25  # less alike than this, passages have nothing in common that a reader would see


@dataclass(frozen=True)
class Near:
    """A passage as it is now. `alike`: the model's own figure, up to 1. `note`: it touches a hard
    passage that the reader has not opened; then `words` is ""."""

    source: UUID
    title: str
    turn: int
    speaker: str
    start: int
    end: int
    words: str
    alike: float
    note: str = ""


def near(study: UUID, typed: str, *, reader: str, most: int = 20) -> list[Near]:
    """The passages nearest in meaning, nearest first; none where nothing has been placed yet.

    Words of people who no longer agree to be read are left out. Raises NotPlaced where the optional
    part is missing.
    """
    held = placed(study)
    if not typed.strip():
        return []
    with engine() as machine:
        alike = machine.near(typed, [one.vector for one in held])
    best = sorted(zip(alike, held, strict=True), key=lambda pair: (-pair[0], pair[1].number))
    best = [(like, one) for like, one in best[:most] if like >= LEAST]
    titles = dict(
        Text.objects.filter(pk__in={one.place.source for _, one in best}).values_list("pk", "title")
    )
    speakers = dict(
        Segment.objects.filter(pk__in={one.segment for _, one in best}).values_list("pk", "speaker")
    )
    folds = folds_of(titles, reader=reader)
    return [
        _near(one, like, titles, speakers[one.segment], folds)
        for like, one in best
        if one.segment in speakers
    ]


def _near(
    one: Stretch, like: float, titles: Mapping[UUID, str], speaker: str, folds: Folds
) -> Near:
    source, start, end = UUID(one.place.source), one.place.start, one.place.end
    fold = fold_over(folds.get(source, ()), start, end)
    return Near(
        source=source, title=titles[source], turn=start // SPAN, speaker=speaker, start=start,
        end=end, words="" if fold else passage(source, start, end), alike=like,
        note=fold.note if fold else "",
    )  # fmt: skip
