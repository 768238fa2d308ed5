"""Read the codebook."""

import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from pennydrop.rooms.understand.models import Code, Memo, Theme
from pennydrop.rooms.understand.queries.positions import passages_counted
from pennydrop.rooms.understand.rules.tree import in_order

KEYS = 9


@dataclass(frozen=True)
class CodeRow:
    """A code in its place. `key`: the digit that codes with it ("" after the ninth, and for
    headings); `passages` with this very code, not with the codes under it: a stretch of words
    counts once, however many people coded it."""

    id: UUID
    parent: UUID | None
    name: str
    definition: str
    colour: int
    order: int
    depth: int
    path: str
    key: str
    passages: int
    retired: bool


def codebook(study: UUID, *, count: bool = True) -> list[CodeRow]:
    """Every code of the study in reading order. Passages are counted in what is kept ready
    (queries/positions.py); without `count` they are not."""
    counts = passages_counted(study) if count else {}
    codes = {code.pk: code for code in Code.objects.filter(study=study)}
    # A code with others under it is mostly a heading: the nine keys go to those one codes with.
    headings = {code.parent_id for code in codes.values()}
    numbers = itertools.count(1)
    rows = []
    for placed in in_order(_Leaf(code) for code in codes.values()):
        code = codes[placed.leaf.id]
        number = KEYS + 1 if code.pk in headings or code.retired else next(numbers)
        rows.append(
            CodeRow(
                id=code.pk,
                parent=code.parent_id,
                name=code.name,
                definition=code.definition,
                colour=code.colour,
                order=code.order,
                depth=placed.depth,
                path=placed.path,
                key=str(number) if number <= KEYS else "",
                passages=counts.get(code.pk, 0),
                retired=code.retired,
            )
        )
    return rows


def codes_mark(rows: Iterable[CodeRow]) -> str:
    """A value that is another when anything that is shown of the codebook is."""
    shown = repr([replace(row, passages=0) for row in rows])
    return hashlib.blake2s(shown.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


class _Leaf:
    """A code as the rules of the tree see it."""

    def __init__(self, code: Code) -> None:
        self.id: UUID = code.pk
        self.parent: UUID | None = code.parent_id
        self.name = code.name
        self.order = code.order


def written(code: Code) -> dict[str, Any]:
    """All that a code says of itself, so that it can be made again as it was."""
    return {field.attname: getattr(code, field.attname) for field in code._meta.concrete_fields}


def parents_in(study: UUID) -> dict[UUID, UUID | None]:
    return dict(Code.objects.filter(study=study).values_list("pk", "parent"))


@dataclass(frozen=True)
class Uses:
    """What holds on to a code. A code that nothing holds can be deleted."""

    codings: int
    lost: int
    parts: int
    themes: int
    memos: int
    pending: int = 0

    @property
    def free(self) -> bool:
        """Memos about the code itself go with it, after a warning on the page."""
        return not (self.codings or self.lost or self.parts or self.themes or self.pending)


def uses_of(code: UUID) -> Uses:
    row = Code.objects.get(pk=code)
    return Uses(
        codings=row.coding_set.count(),
        lost=row.lost_set.count(),
        parts=row.code_set.count(),
        themes=Theme.objects.filter(codes=row).count(),
        memos=Memo.objects.filter(code=row).count(),
        pending=row.pending_set.count(),
    )
