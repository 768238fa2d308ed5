"""A page as the server sends it: what stands in it and what it asks for, without a browser."""

import re
from dataclasses import dataclass, field
from functools import cache
from gzip import decompress
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import BrowserContext

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "label", "legend", "button", "summary", "dt", "dd",
           "td", "th", "figcaption", "caption", "div", "section", "ul", "ol", "table", "form",
           "article", "details", "fieldset", "br"}  # fmt: skip
# Not our own words, or none to be read in a row: others' words, names and titles, numbers of notes.
_SPARED = {"nav", "script", "style", "svg", "select", "textarea", "blockquote", "q", "cite", "code",
           "address", "pre", "table", "template"}  # fmt: skip
_SPARED_CLASSES = {"cite", "sources", "quote", "no-read"}
_FONT = re.compile(r"url\([\"']?([^\"')]+\.woff2)")


@dataclass
class Served:
    """An answer. `asked` are the addresses that a browser fetches for it without being told;
    `packed` is how many bytes of it travel."""

    path: str
    status: int
    kind: str
    body: bytes
    title: str = ""
    text: str = ""
    blocks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    packed: int = 0


def ask(home: str, path: str, context: BrowserContext | None = None) -> Served:
    """What an address of `home` answers to whoever has that browser's cookies."""
    held = context.cookies() if context else []
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in held)
    request = Request(urljoin(home, path), headers={"Accept-Encoding": "gzip", "Cookie": cookies})
    try:
        answer = urlopen(request, timeout=60)
    except HTTPError as refused:
        answer = refused
    with answer:
        kind = answer.headers.get_content_type()
        landed = urlsplit(answer.url)._replace(scheme="", netloc="").geturl()
        served = Served(landed, answer.status, kind, answer.read())
        served.packed = len(served.body)
        if answer.headers.get("Content-Encoding") == "gzip":
            served.body = decompress(served.body)
    return read(served) if kind == "text/html" else served


def read(page: Served) -> Served:
    """The same page, with what stands in it."""
    _Reader(page).feed(page.body.decode())
    return page


def inside(home: str, page: str, href: str) -> str | None:
    """A link's own path where it leads to another page of `home`; nothing where it leads away."""
    address = urlsplit(urldefrag(urljoin(urljoin(home, page), href)).url)
    return None if address.netloc != urlsplit(home).netloc else (
        address._replace(scheme="", netloc="").geturl()
    )  # fmt: skip


def weight(home: str, page: Served) -> int:
    """Bytes that come on a first visit: the page, and all it asks for with the fonts of its styles,
    whether or not this page uses them."""
    asked = {urljoin(page.path, one) for one in page.asked}
    parts = set().union(*(_parts(home, one) for one in asked))
    return page.packed + sum(len(_file(home, one)) for one in asked | parts)


@cache
def _file(home: str, path: str) -> bytes:
    answer = ask(home, path)
    assert answer.status == 200, f"{path} answers {answer.status}"
    return answer.body


def _parts(home: str, path: str) -> set[str]:
    if not path.endswith(".css"):
        return set()
    return {urljoin(path, name) for name in _FONT.findall(_file(home, path).decode())}


class _Reader(HTMLParser):
    """Fills a `Served`. Words are read in the main part alone, each block by itself."""

    def __init__(self, page: Served) -> None:
        super().__init__()
        self.page = page
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._note(tag, said)
        if tag in _BLOCKS:
            self._end_block()
        if tag not in _VOID:
            classes = set(said.get("class", "").split())
            spared = tag in _SPARED or bool(classes & _SPARED_CLASSES)
            self.open.append((tag, spared))

    def _note(self, tag: str, said: dict[str, str]) -> None:
        if tag == "a" and "href" in said:
            self.page.links.append(said["href"])
        loaded = tag in ("script", "img", "source", "audio", "video", "iframe")
        if loaded and said.get("src"):
            self.page.asked.add(said["src"])
        rel = set(said.get("rel", "").split())
        if tag == "link" and rel & {"stylesheet", "icon", "preload", "modulepreload"}:
            self.page.asked.add(said["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "main":
            self._end_block()
        while self.open and any(name == tag for name, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        inside = {name for name, _ in self.open}
        if "title" in inside and "svg" not in inside:
            self.page.title += data
        if "body" in inside and not inside & {"script", "style"}:
            self.page.text += data
        if "main" in inside and not any(spared for _, spared in self.open):
            self.words.append(data)

    def _end_block(self) -> None:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if re.search("[A-Za-z]", text):
            self.page.blocks.append(text)
