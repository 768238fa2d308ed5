"""Pennydrop's finder: `python -m benchmarks.finders.ours`."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.finders.disk import installed
from benchmarks.finders.timed import answer
from pennydrop.rooms.understand.public.identifiers import find_identifiers
from pennydrop.rooms.understand.rules import identifiers, meaning


def find(text: str) -> Iterator[tuple[int, int, str]]:
    for span in find_identifiers(text):
        yield span.start, span.end, str(span.label)


def size() -> int:
    """Bytes of the finder's folder, with its model and lists, and of what runs the model."""
    folders = (Path(module.__file__ or "").parent for module in (identifiers, meaning))
    files = (path for folder in folders for path in folder.rglob("*"))
    own = sum(path.stat().st_size for path in files if path.is_file() and path.suffix != ".pyc")
    return own + installed(["onnxruntime", "numpy"])


if __name__ == "__main__":
    answer(find, size())
