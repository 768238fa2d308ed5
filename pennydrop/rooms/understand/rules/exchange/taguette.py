"""A Taguette project (the SQLite file of Export > Project): documents, tags and highlights."""

from collections.abc import Iterable, Iterator

from pennydrop.rooms.understand.rules.exchange.hypertext import Hypertext, words_of
from pennydrop.rooms.understand.rules.exchange.project import (
    UTF8,
    Applied,
    BookCode,
    Dialect,
    Note,
    ReadProject,
    ReadSource,
    Refused,
    Selection,
)
from pennydrop.rooms.understand.rules.exchange.tables import Row, Tables, grouped, text, whole

NEEDED = ("projects", "documents", "highlights", "highlight_tags", "tags")


def is_taguette(tables: Tables) -> bool:
    return tables.has(*NEEDED)


def read(tables: Tables, name: str) -> ReadProject:
    """The one project of the file. Raises Refused for a server's database with several."""
    projects = list(tables.rows("projects"))
    if len(projects) != 1:
        raise Refused(
            f"This database holds {len(projects)} Taguette projects. Export the one you want from "
            "Taguette (Project, Export project), and bring in that file."
        )
    about = text(projects[0], "description").strip()
    return ReadProject(
        origin="Taguette", name=text(projects[0], "name") or name,
        codes=tuple(_codes(tables.rows("tags"))), sources=tuple(_sources(tables)),
        notes=(Note(about),) if about else (), fixed=Dialect(), counted=UTF8,
    )  # fmt: skip


def _codes(rows: Iterable[Row]) -> Iterator[BookCode]:
    """Tags. A dot in a tag's name is how Taguette says that it stands under another."""
    made = {text(row, "path"): row for row in rows}
    for path in sorted(made):
        above = path
        while "." in above:
            above = above.rpartition(".")[0]
            if above in made:
                break
        under = above if above in made and above != path else ""
        yield BookCode(
            id=str(made[path].get("id")), name=path.removeprefix(f"{under}.") if under else path,
            parent=str(made[under].get("id")) if under else "",
            description=text(made[path], "description").strip(),
        )  # fmt: skip


def _sources(tables: Tables) -> Iterator[ReadSource]:
    marked = grouped(tables.rows("highlights"), "document_id")
    tags = grouped(tables.rows("highlight_tags"), "highlight_id")
    for row in tables.rows("documents"):
        page = Hypertext(text(row, "contents"))
        about = text(row, "description").strip()
        found = [_selection(page, one, tags) for one in marked.get(row.get("id"), [])]
        yield ReadSource(
            id=str(row.get("id")), name=text(row, "name", "filename"), raw=page.text,
            selections=tuple(found), notes=(Note(about),) if about else (),
        )  # fmt: skip


def _selection(page: Hypertext, row: Row, tags: dict[object, list[Row]]) -> Selection:
    """A highlight. Its stored snippet is not asked: it goes stale when a highlight is moved."""
    start, end = whole(row, "start_offset"), whole(row, "end_offset")
    return Selection(
        id=str(row.get("id")),
        start=None if start is None else page.at(start),
        end=None if end is None else page.at(end, end=True),
        hint=" ".join(words_of(text(row, "snippet")).split()),
        codings=tuple(Applied(str(tag.get("tag_id"))) for tag in tags.get(row.get("id"), [])),
    )
