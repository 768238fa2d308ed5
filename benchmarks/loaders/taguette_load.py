"""Fills a Taguette database with the invented study through Taguette's own library.

Runs in Taguette's environment. Over HTTP the same takes minutes; the library does the same work
(clean the HTML, cut each snippet out of it) without the waiting.
"""

import asyncio
import sys
from typing import Any

from taguette import convert, database, extract

from benchmarks.invented import FULL, SMALL, InventedStudy, Passage, invent, page_of


def main(path: str, size: str) -> None:
    study = invent(SMALL if size == "small" else FULL)
    session = database.connect(f"sqlite:///{path}")()
    session.add(database.User(login="admin"))
    project = database.Project(name="Invented", description="")
    session.add(project)
    session.add(
        database.ProjectMember(
            project=project, user_login="admin", privileges=database.Privileges.ADMIN
        )
    )
    tags = [database.Tag(project=project, path=code.path, description="") for code in study.codes]
    session.add_all(tags)
    documents = [_document(project, turns, n) for n, turns in enumerate(study.interviews, start=1)]
    for document in documents:
        session.add(document)
        session.flush()
    for coding in study.codings:
        session.add(_highlight(study, documents, tags, coding))
    session.commit()


def _document(project: Any, turns: tuple[str, ...], number: int) -> Any:
    body = asyncio.run(
        convert.to_html_chunks(page_of(turns).encode(), "text/html", f"{number}.html", {})
    )
    return database.Document(
        name=f"Interview {number}",
        description="",
        filename=f"{number}.html",
        project=project,
        contents=body,
        text_direction=database.TextDirection.LEFT_TO_RIGHT,
    )


def _highlight(study: InventedStudy, documents: list[Any], tags: list[Any], coding: Passage) -> Any:
    start, end = study.in_bytes(coding)
    document = documents[coding.interview]
    return database.Highlight(
        document=document,
        start_offset=start,
        end_offset=end,
        snippet=extract.extract(document.contents, start, end),
        tags=[tags[coding.code]],
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
