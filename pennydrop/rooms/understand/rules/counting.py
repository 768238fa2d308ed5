"""Counting people: each person once for each kind of source they spoke in."""

from collections.abc import Collection, Iterable
from uuid import UUID

KINDS = ("interview", "focus_group", "survey")


def people_by_kind(heard: Iterable[tuple[str, UUID]], counted: Collection[UUID]) -> dict[str, int]:
    """Kind of source -> how many different people of `counted` were heard in it, 0 included."""
    people: dict[str, set[UUID]] = {kind: set() for kind in KINDS}
    for kind, person in heard:
        if person in counted:
            people[kind].add(person)
    return {kind: len(found) for kind, found in people.items()}
