"""A codebook as Taguette names its tags: a code under another is the other's name, a full stop and
its own, so that its highlights are found with those of the other."""

from collections.abc import Iterable
from uuid import UUID


def tag_paths(codes: Iterable[tuple[UUID, UUID | None, str]]) -> dict[UUID, str]:
    """Code -> its tag. Codes are (id, parent, name), each after its parent. A full stop within a
    name would put it under something that is no code: a space takes its place."""
    paths: dict[UUID, str] = {}
    for code, parent, name in codes:
        own = " ".join(name.replace(".", " ").split()) or "…"
        paths[code] = f"{paths[parent]}.{own}" if parent in paths else own
    return paths
