"""`pennydrop project inspect`: what a project file holds, and what of it can be placed. No
settings, database or keys."""

import argparse
import json
import sys
from pathlib import Path, PurePath

from pennydrop.rooms.understand.rules.exchange.opening import LARGEST, open_project
from pennydrop.rooms.understand.rules.exchange.placing import as_json
from pennydrop.rooms.understand.rules.exchange.project import PlacedProject, Refused, TableColumns
from pennydrop.rooms.understand.rules.exchange.telling import told_as_lines

ABOUT = """Reads a project of another analysis tool: REFI-QDA (.qdpx, .qde, .qdc), a Taguette
project (.sqlite3), a QualCoder project (its .qda folder, data.qda, or a zip of it), or a table
(.csv) with a row for each turn and its code. Says how it counts positions, how well its passages
then meet words, and what cannot be placed. Words of sources are never printed.

--json writes {"origin", "dialect": {"unit", "crlf", "bom"}, "sources", "codes", "codings",
"placed", "unplaced": [{"source", "code", "start", "end", "why"}], "fit", "without_text",
"left_out", "remarks"}. "fit" is the share of placed passages that begin and end between words,
null where there is none. Exit: 0 read, 2 refused."""


def project_at(path: Path, columns: TableColumns | None = None) -> PlacedProject:
    """The project in a file, or in a QualCoder folder; `columns` for a table. Raises Refused and
    OSError."""
    file = path / "data.qda" if path.is_dir() else path
    if file.stat().st_size > LARGEST:
        raise Refused("This file is larger than any project that can be read here.")
    return open_project(file.read_bytes(), PurePath(path).name, columns)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="pennydrop project inspect", description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--json", action="store_true", help="write JSON, for programs")
    asked = parser.parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        found = project_at(asked.file)
    except OSError as error:
        print(f"{asked.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return 2
    except Refused as reason:
        print(f"{asked.file}: {reason}", file=sys.stderr)
        return 2
    told = json.dumps(as_json(found), ensure_ascii=False, indent=2)
    print(told if asked.json else "\n".join(told_as_lines(found)))
    return 0
