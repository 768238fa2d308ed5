"""Groups of codes (themes) counted in what is kept ready. True figures, for the team: rounding is
the publisher's duty."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from pennydrop.rooms.understand.queries.positions import positions
from pennydrop.rooms.understand.queries.positions_blocks import KeptBits
from pennydrop.rooms.understand.queries.positions_rows import held_among
from pennydrop.rooms.understand.queries.positions_sums import PEOPLE
from pennydrop.rooms.understand.rules.bits import from_blob
from pennydrop.rooms.understand.rules.counting import KINDS


@dataclass(frozen=True)
class Counted:
    """`passages`: with any code of the group; a stretch of words counts once, whatever codes it has
    and however many people gave them. `people`: kind of source -> how many people, who agree to be
    analysed, have words of their own there."""

    passages: int
    people: dict[str, int]


def counted_together(study: UUID, groups: Mapping[UUID, Collection[UUID]]) -> dict[UUID, Counted]:
    """Each group of codes, counted."""
    with positions(study) as file:
        kept = KeptBits(file)
        # What is counted here is kept, so this may write.
        file.execute("BEGIN IMMEDIATE")
        rows = file.execute("SELECT code, kind, bits FROM sets WHERE what = ?", (PEOPLE,))
        people = {(code, kind): from_blob(bits) for code, kind, bits in rows}
        found = {}
        for group, codes in groups.items():
            numbers = held_among(file, "codes", codes).values()
            found[group] = Counted(
                kept.group_counted(numbers),
                {
                    kind: reduce(or_, (people.get((n, kind), 0) for n in numbers), 0).bit_count()
                    for kind in KINDS
                },
            )
        file.execute("COMMIT")
    return found
