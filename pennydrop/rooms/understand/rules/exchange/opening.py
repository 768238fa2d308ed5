"""Any project file: what it is, is told by its bytes; a table alone by its name."""

from pennydrop.rooms.understand.rules.exchange import coded_table, qualcoder, refi, taguette
from pennydrop.rooms.understand.rules.exchange.archive import Packed
from pennydrop.rooms.understand.rules.exchange.placing import place
from pennydrop.rooms.understand.rules.exchange.project import (
    PlacedProject,
    ReadProject,
    Refused,
    TableColumns,
)
from pennydrop.rooms.understand.rules.exchange.tables import MAGIC, Tables

LARGEST = 1024 * 1024 * 1024
"""The largest project file, in bytes; most of such a size is recordings, which are not read."""

_UNKNOWN = (
    "This is no project that can be read here. Bring in a REFI-QDA project (.qdpx) or codebook "
    "(.qdc), a Taguette project (.sqlite3), the data.qda of a QualCoder project, or a table "
    "(.csv) of coded turns."
)


def open_project(data: bytes, name: str, columns: TableColumns | None = None) -> PlacedProject:
    """The project in a file, everything placed that can be. `name` is used where the project has
    none; `columns` says which column means what, should it be a table. Raises Refused."""
    return place(read_project(data, name, columns))


def read_project(data: bytes, name: str, columns: TableColumns | None = None) -> ReadProject:
    """The project as the file has it. Raises Refused."""
    if not data:
        raise Refused("This file is empty.")
    title = name.rpartition(".")[0] or name
    if data.startswith(b"PK"):
        packed = Packed(data)
        inside = packed.ending("data.qda")
        if inside and not packed.ending(".qde"):
            return _database(packed.read(inside[0]), title)
        return refi.read_packed(packed, title)
    if data.startswith(MAGIC):
        return _database(data, title)
    if data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return refi.read_xml(data, title)
    if coded_table.is_table(name):
        return coded_table.read(data, title, columns)
    raise Refused(_UNKNOWN)


def _database(data: bytes, name: str) -> ReadProject:
    with Tables(data) as tables:
        if qualcoder.is_qualcoder(tables):
            return qualcoder.read(tables, name)
        if taguette.is_taguette(tables):
            return taguette.read(tables, name)
    raise Refused(_UNKNOWN)
