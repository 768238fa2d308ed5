"""Search by meaning: passages that say something like what was typed, in whatever words."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.meaning_engine import engine
from pennydrop.rooms.understand.queries.placed import placed
from pennydrop.rooms.understand.queries.texts import passage
from pennydrop.rooms.understand.rules.positions import SPAN

LEAST = 0.25  # less alike than this, passages have nothing in common that a reader would see


@dataclass(frozen=True)
class Near:
    """A passage as it is now. `alike`: the model's own figure, up to 1."""

    source: UUID
    title: str
    turn: int
    speaker: str
    start: int
    end: int
    words: str
    alike: float


def near(study: UUID, typed: str, *, most: int = 20) -> list[Near]:
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
    return [
        Near(
            source=UUID(one.place.source), title=titles[UUID(one.place.source)],
            turn=one.place.start // SPAN, speaker=speakers[one.segment], start=one.place.start,
            end=one.place.end, alike=like,
            words=passage(UUID(one.place.source), one.place.start, one.place.end),
        )
        for like, one in best
        if one.segment in speakers
    ]  # fmt: skip
