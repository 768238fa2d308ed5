"""How much a finder puts on a disk, with all that it requires."""

from collections.abc import Sequence
from importlib import metadata

from packaging.requirements import Requirement


def installed(packages: Sequence[str]) -> int:
    """Bytes of these packages and of all that they require, extras left out."""
    size, seen, waiting = 0, set(), list(packages)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        found = metadata.distribution(name)
        size += sum(file.size or 0 for file in found.files or ())
        needs = [Requirement(line) for line in found.requires or ()]
        waiting += [each.name for each in needs if wanted(each)]
    return size


def wanted(need: Requirement) -> bool:
    return need.marker is None or need.marker.evaluate({"extra": ""})
