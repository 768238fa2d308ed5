"""The codebook as a tree: what may stand under what, and how it is read out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

DEEPEST = 12


class Cycle(Exception):
    """A code cannot stand under itself, nor under a code that stands under it."""


class TooDeep(Exception):
    """The codebook would be deeper than a page can show."""


class Leaf(Protocol):
    """What this module needs to know of a code."""

    @property
    def id(self) -> UUID: ...
    @property
    def parent(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def order(self) -> int: ...


L = TypeVar("L", bound=Leaf)


@dataclass(frozen=True)
class Placed(Generic[L]):
    """A code where it stands. `depth` counts from 0; `path` is "Pain / At night"."""

    leaf: L
    depth: int
    path: str


def check_parent(
    code: UUID | None, parent: UUID | None, parents: Mapping[UUID, UUID | None]
) -> None:
    """Raise Cycle or TooDeep if `code` (None: one not made yet) may not stand under `parent`.

    `parents` maps each code of the study to the code it stands under now.
    """
    steps = 0
    while parent is not None:
        if parent == code:
            raise Cycle("A code cannot stand under itself, nor under one of its own parts.")
        steps += 1
        if steps >= DEEPEST:
            raise TooDeep(f"A codebook can be {DEEPEST} levels deep, and this would be deeper.")
        parent = parents.get(parent)


def in_order(leaves: Iterable[L]) -> list[Placed[L]]:
    """Every code, each followed by what stands under it; equals by order, then by name."""
    under: dict[UUID | None, list[L]] = {}
    for leaf in leaves:
        under.setdefault(leaf.parent, []).append(leaf)
    placed: list[Placed[L]] = []
    _walk(under, None, 0, "", placed)
    return placed


def _walk(
    under: Mapping[UUID | None, Sequence[L]],
    parent: UUID | None,
    depth: int,
    before: str,
    placed: list[Placed[L]],
) -> None:
    for leaf in sorted(under.get(parent, ()), key=lambda one: (one.order, one.name.casefold())):
        path = f"{before} / {leaf.name}" if before else leaf.name
        placed.append(Placed(leaf, depth, path))
        _walk(under, leaf.id, depth + 1, path, placed)


def below(code: UUID, parents: Mapping[UUID, UUID | None]) -> set[UUID]:
    """The code and everything that stands under it, at any depth."""
    found = {code}
    grew = True
    while grew:
        more = {one for one, parent in parents.items() if parent in found} - found
        grew = bool(more)
        found |= more
    return found
