"""A QualCoder project: the data.qda in its .qda folder, a SQLite database.

Positions are code points of `source.fulltext`, end exclusive, and `seltext` repeats the words, so
that each passage can be checked. Categories become codes above the codes in them.
"""

from collections.abc import Iterable, Iterator

from pennydrop.rooms.understand.rules.exchange.decoding import from_text
from pennydrop.rooms.understand.rules.exchange.project import (
    Applied,
    BookCode,
    Case,
    Elsewhere,
    Note,
    ReadProject,
    ReadSource,
    Selection,
)
from pennydrop.rooms.understand.rules.exchange.tables import Row, Tables, grouped, text, whole

NEEDED = ("source", "code_name", "code_text")


def is_qualcoder(tables: Tables) -> bool:
    return tables.has(*NEEDED)


def read(tables: Tables, name: str) -> ReadProject:
    about = next(tables.rows("project"), {})
    version = text(about, "about", "databaseversion")
    memo = text(about, "memo").strip()
    return ReadProject(
        origin=version if version.startswith("QualCoder") else f"QualCoder {version}".strip(),
        name=name,
        codes=tuple(_codes(tables)),
        sources=tuple(_sources(tables)),
        cases=tuple(_cases(tables)),
        notes=(*((Note(memo),) if memo else ()), *_journal(tables)),
    )


def _codes(tables: Tables) -> Iterator[BookCode]:
    """Categories and codes, each after what it stands under."""
    made = [_category(row) for row in tables.rows("code_cat")]
    made += [_code(row) for row in tables.rows("code_name")]
    known = {code.id for code in made}
    under: dict[str, list[BookCode]] = {}
    for code in made:
        under.setdefault(code.parent if code.parent in known else "", []).append(code)
    waiting = under.get("", [])[::-1]
    while waiting:
        code = waiting.pop()
        yield code
        waiting += under.pop(code.id, [])[::-1]


def _category(row: Row) -> BookCode:
    above = row.get("supercatid")
    return BookCode(
        id=f"category {row.get('catid')}", name=text(row, "name"),
        parent="" if above is None else f"category {above}",
        description=text(row, "memo").strip(),
    )  # fmt: skip


def _code(row: Row) -> BookCode:
    category, above = row.get("catid"), row.get("supercid")
    parent = "" if category is None else f"category {category}"
    return BookCode(
        id=f"code {row.get('cid')}", name=text(row, "name"),
        parent=parent if above is None else f"code {above}",
        description=text(row, "memo").strip(), colour=text(row, "color"),
    )  # fmt: skip


def _sources(tables: Tables) -> Iterator[ReadSource]:
    coded = grouped(tables.rows("code_text"), "fid")
    annotated = grouped(tables.rows("annotation"), "fid")
    spoken = grouped(tables.rows("case_text"), "fid")
    areas = grouped(tables.rows("code_image"), "id")
    times = grouped(tables.rows("code_av"), "id")
    facts = _facts(tables, "file")
    for row in tables.rows("source"):
        key = row.get("id")
        found = from_text(text(row, "fulltext"))
        memo = text(row, "memo").strip()
        elsewhere = (
            Elsewhere(tuple(map(_applied, areas.get(key, []))), "it is on an area of a picture"),
            Elsewhere(tuple(map(_applied, times.get(key, []))), "it is on a stretch of time"),
        )
        yield ReadSource(
            id=str(key), name=text(row, "name"), medium="text" if found.text else "picture or film",
            raw=found.text or None, bom=found.bom,
            missing="" if found.text else "there is no text of it in the file",
            selections=(
                *_selections(coded.get(key, [])),
                *_annotations(annotated.get(key, [])),
                *_speaking(spoken.get(key, []), len(found.text)),
            ),
            elsewhere=tuple(one for one in elsewhere if one.codings),
            notes=(Note(memo, text(row, "owner"), text(row, "date")),) if memo else (),
            facts=facts.get(key, ()),
        )  # fmt: skip


def _selections(rows: Iterable[Row]) -> Iterator[Selection]:
    for row in rows:
        words = text(row, "seltext")
        memo = text(row, "memo").strip()
        yield Selection(
            id="", start=whole(row, "pos0"), end=whole(row, "pos1"),
            hint=words, exact=bool(words), codings=(_applied(row),),
            notes=(Note(memo, text(row, "owner"), text(row, "date")),) if memo else (),
        )  # fmt: skip


def _applied(row: Row) -> Applied:
    return Applied(f"code {row.get('cid')}", text(row, "owner"), text(row, "date"))


def _annotations(rows: Iterable[Row]) -> Iterator[Selection]:
    for row in rows:
        if memo := text(row, "memo").strip():
            note = Note(memo, text(row, "owner"), text(row, "date"))
            yield Selection("", whole(row, "pos0"), whole(row, "pos1"), notes=(note,))


def _speaking(rows: Iterable[Row], length: int) -> Iterator[Selection]:
    """Parts of a source that one case said; the whole of it is told in the case."""
    for row in rows:
        start, end = whole(row, "pos0"), whole(row, "pos1")
        if not _is_whole(start, end, length):
            yield Selection(f"case text {row.get('id')}", start, end)


def _is_whole(start: int | None, end: int | None, length: int) -> bool:
    return not start and (not end or end >= length - 1)


def _cases(tables: Tables) -> Iterator[Case]:
    lengths = {row.get("id"): len(text(row, "fulltext")) for row in tables.rows("source")}
    parts = grouped(tables.rows("case_text"), "caseid")
    facts = _facts(tables, "case")
    for row in tables.rows("cases"):
        key = row.get("caseid")
        links = parts.get(key, [])
        entire = [
            link for link in links
            if _is_whole(whole(link, "pos0"), whole(link, "pos1"), lengths.get(link.get("fid"), 0))
        ]  # fmt: skip
        yield Case(
            id=f"case {key}", name=text(row, "name"), facts=facts.get(key, ()),
            sources=tuple(str(link.get("fid")) for link in entire),
            selections=tuple(f"case text {link.get('id')}" for link in links if link not in entire),
        )  # fmt: skip


def _facts(tables: Tables, kind: str) -> dict[object, tuple[tuple[str, str], ...]]:
    found: dict[object, tuple[tuple[str, str], ...]] = {}
    for row in tables.rows("attribute"):
        value = text(row, "value").strip()
        if text(row, "attr_type") == kind and value:
            found[row.get("id")] = (*found.get(row.get("id"), ()), (text(row, "name"), value))
    return found


def _journal(tables: Tables) -> Iterator[Note]:
    for row in tables.rows("journal"):
        words = "\n\n".join(filter(None, (text(row, "name"), text(row, "jentry").strip())))
        yield Note(words, text(row, "owner"), text(row, "date"))
