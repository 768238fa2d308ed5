"""Every page that is open to anybody, each address of it, as it is served; and how it reads."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import resolve

from tests.inform.everywhere import open_names
from tests.journeys.crawling import DOWNLOAD, NOT_FOLLOWED
from tests.journeys.served import Served, ask, inside
from tests.listen.reading_age import grade

HARDEST = 6.0  # the school grade of readers of nine to eleven years
FEWEST_WORDS = 60
# Written for people at work in medicine, each with its reason.
FOR_WORK = Path(__file__).with_name("pages_for_work.txt")
_PHONE = re.compile(r"\b[01]\d[\d ]+\d\b")


def open_pages(home: str, *starts: str) -> Iterator[Served]:
    """Each open page that links lead to from `starts`; one address for all its queries."""
    waiting, seen, names = list(starts), set(), open_names()
    while waiting:
        path = urlsplit(waiting.pop()).path
        if path in seen or DOWNLOAD.search(path):
            continue
        seen.add(path)
        name = resolve(path).view_name
        if name not in names or name in NOT_FOLLOWED:
            continue
        page = ask(home, path)
        if page.kind == "text/html":
            yield page
            waiting += [link for href in page.links if (link := inside(home, page.path, href))]


def for_work() -> dict[str, str]:
    """The pages that may be hard to read, and why."""
    lines = [line.strip() for line in FOR_WORK.read_text().splitlines()]
    pairs = [line.partition(": ") for line in lines if line and not line.startswith("#")]
    return {path: why for path, _, why in pairs}


def read_out(blocks: list[str]) -> str:
    """Words as they are measured: no number to ring is a word."""
    return "\n\n".join(_PHONE.sub("", block) for block in blocks)


def too_hard(path: str, blocks: list[str]) -> str | None:
    """What to say of words that are harder than somebody of eleven reads with ease. A handful of
    words says nothing of how a page reads."""
    words = read_out(blocks)
    if len(words.split()) < FEWEST_WORDS or grade(words) <= HARDEST:
        return None
    hardest = max(blocks, key=lambda block: grade(f"{block}. a") if len(block.split()) > 5 else 0)
    return f"{path} reads at grade {grade(words):.1f}; its hardest sentence: {hardest}"
