"""The text of a Taguette document, and where its byte offsets lie in it.

Taguette counts UTF-8 bytes of the text between tags. Read as a page, paragraphs stand apart though
no character parts them: those line ends are put in here and left uncounted.
"""

from bisect import bisect_right
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol br hr tr table blockquote pre section article dt dd figure"
    " header footer body".split()
)
_UNREAD = frozenset({"script", "style", "head", "title"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.starts: list[int] = []  # of each part, in bytes as Taguette counts
        self.places: list[int] = []  # of each part, in code points of the text made here
        self.bytes = self.length = 0
        self._apart = self._skipping = False
        self._begun = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begun = self._begun or tag not in {"html", "head", "body"}
        self._skipping = tag in _UNREAD
        self._apart = self._apart or tag in _BLOCKS

    def handle_endtag(self, tag: str) -> None:
        self._skipping = False
        self._apart = self._apart or tag in _BLOCKS

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        if not self._begun:
            # A page's parser drops white space before the first thing that is shown.
            data = data.lstrip(" \t\n\r\f")
            self._begun = bool(data)
        if not data:
            return
        if self._apart and data.strip():
            self._part()
        self.starts.append(self.bytes)
        self.places.append(self.length)
        self._keep(data)
        self.bytes += len(data.encode("utf-8", "surrogatepass"))

    def _part(self) -> None:
        self._apart = False
        if self.parts and not self.parts[-1].endswith("\n"):
            self._keep("\n")

    def _keep(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


class Hypertext:
    """A document's text, and its places by byte offset."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
        reader.close()
        self.text = "".join(reader.parts)
        self._starts, self._places = reader.starts, reader.places
        self._bytes = reader.bytes

    def at(self, offset: int, *, end: bool = False) -> int | None:
        """The code point of a byte offset; None outside. The `end` of a passage stays on its side
        of a line end that was put in."""
        if not 0 <= offset <= self._bytes or not self._starts:
            return None
        part = bisect_right(self._starts, offset - 1 if end else offset) - 1
        part = max(part, 0)
        start, place = self._starts[part], self._places[part]
        inside, wanted = 0, offset - start
        while wanted > 0 and place + inside < len(self.text):
            wanted -= len(self.text[place + inside].encode("utf-8", "surrogatepass"))
            inside += 1
        return place + inside


def words_of(html: str) -> str:
    return Hypertext(html).text
