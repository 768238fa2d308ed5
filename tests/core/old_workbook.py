"""Writes the smallest .xls there can be (BIFF8 in an OLE file), since nothing else here can."""

import struct

SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
DATE = 14  # the number of the built-in format for a day


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0))


def _look(number: int) -> bytes:
    return record(0x00E0, struct.pack("<HHHBBBBIiH", 0, number, 1, 0, 0, 0, 0, 0, 0, 0))


def _cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, bool):
        return record(0x0205, place + struct.pack("<BB", value, 0))
    if isinstance(value, int | float):
        return record(0x0203, place + struct.pack("<d", value))
    if isinstance(value, tuple):  # (a day's number,)
        return record(0x0203, struct.pack("<HHHd", row, column, 1, *value))
    if value == "#REF!":
        return record(0x0205, place + struct.pack("<BB", 0x17, 1))
    text = str(value)
    return record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def stream(sheets: dict[str, list[list[object]]]) -> bytes:
    bodies = {
        name: _begin(0x0010)
        + b"".join(
            _cell(r, c, value)
            for r, cells in enumerate(rows)
            for c, value in enumerate(cells)
            if value is not None
        )
        + record(0x000A)
        for name, rows in sheets.items()
    }
    looks = _look(0) + _look(DATE)
    names = {name: struct.pack("<BB", len(name), 0) + name.encode("latin-1") for name in sheets}
    at = len(_begin(5) + looks + record(0x000A)) + sum(10 + len(n) for n in names.values())
    index = b""
    for name, body in bodies.items():
        index += record(0x0085, struct.pack("<IBB", at, 0, 0) + names[name])
        at += len(body)
    return _begin(5) + looks + index + record(0x000A) + b"".join(bodies.values())


def _entry(name: str, kind: int, start: int, size: int, child: int = -1) -> bytes:
    title = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBiii36sIII", title, len(title), kind, 1, -1, -1, child, b"", start, size, 0
    )


def old_workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An .xls with these sheets. A cell is a text, a number, a boolean, (day,), "#REF!" or None."""
    data = stream(sheets).ljust(4096, b"\0")
    data = data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0")
    count = len(data) // SECTOR
    fat = [_FAT, _END, *(n + 3 for n in range(count - 1)), _END]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    folder = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(data))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack(
        "<HHHHH6sIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0
    )  # fmt: skip
    return head.ljust(SECTOR, b"\xff") + table + folder.ljust(SECTOR, b"\0") + data
