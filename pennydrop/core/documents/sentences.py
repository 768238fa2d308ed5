"""Where one sentence of our own prose ends and the next begins, and how one is found again.

A sentence is what somebody can be asked to show the evidence of. It ends at a full stop, a question
or exclamation mark before something that begins like a sentence; a line of a list, and a line break
that somebody wrote, end one too. What stands inside quotation marks or brackets stays with the
sentence round it. Headings and code claim nothing.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pennydrop.core.documents import prose

Span = tuple[int, int]
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_BEGINS = re.compile(r"[\"'“‘«(\[]*[^\W_a-z]")
# Never the last word of a sentence; those of the second set are one where no number follows.
_SHORT = frozenset("al approx ca cf dr e.g eg fig i.e ie mr mrs ms prof rev st vs viz".split())
_BEFORE_NUMBERS = frozenset("no nos p pp vol para sec ch".split())
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
MARK_LENGTH = 32


def sentences(markdown: str) -> tuple[str, ...]:
    """The sentences of a text in Markdown, in order, without its marks."""
    return tuple(text[a:b] for text in _lines(prose.tree(markdown)) for a, b in spans(text))


def spans(text: str) -> tuple[Span, ...]:
    """From where to where each sentence of one paragraph goes, without the space round it. Together
    they hold everything but white space."""
    held = list(_held(text))
    found: list[Span] = []
    start = 0
    for end in [*(cut.end() for cut in _END.finditer(text) if _cuts(text, cut, held)), len(text)]:
        if text[start:end].strip():
            found.append(_trimmed(text, start, end))
        start = end
    return tuple(found)


def fingerprint(sentence: str) -> str:
    """A name for what a sentence says: the same however its spaces, capitals and quotation marks
    are set, another as soon as a word changes."""
    said = " ".join(unicodedata.normalize("NFKC", sentence).translate(_ALIKE).casefold().split())
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:MARK_LENGTH]


def html_with(markdown: str, *, shift: int, after: Callable[[str], str]) -> str:
    """Safe HTML of a text as `prose.html` makes it, with something behind each of its sentences.

    `after`: HTML that is known to be safe, for a sentence; nothing where it needs none.
    """
    put: list[str] = []

    def places(text: str) -> list[int]:
        held = [(end, after(text[start:end])) for start, end in spans(text)]
        put.extend(said for _, said in held if said)
        return [end for end, said in held if said]

    first, *rest = prose.html(markdown, shift=shift, marks=places).split(prose.MARK)
    return first + "".join(said + more for said, more in zip(put, rest, strict=True))


def _cuts(text: str, cut: re.Match[str], held: Sequence[Span]) -> bool:
    """Whether a sentence ends at this mark."""
    if cut[0] == "\n":
        return True
    if any(opened < cut.end() <= closed for opened, closed in held):
        return False
    rest = text[cut.end() :].lstrip()
    return bool(_BEGINS.match(rest)) and not _is_short(text[: cut.end()], rest)


def _is_short(before: str, rest: str) -> bool:
    """Whether the full stop belongs to a shortened word or to somebody's initial."""
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word = found[1]
    if word.casefold() in _BEFORE_NUMBERS:
        return rest[:1].isdigit()
    return word.casefold() in _SHORT or (len(word) == 1 and word.isupper() and word != "I")


def _held(text: str) -> Iterator[Span]:
    """From where to where something is quoted or bracketed; what is never closed holds nothing."""
    for opens, closes in _PAIRS:
        start = text.find(opens)
        while start >= 0 and (end := text.find(closes, start + 1)) >= 0:
            yield start, end
            start = text.find(opens, end + 1)
    straight = [at for at, letter in enumerate(text) if letter == '"']
    yield from zip(straight[::2], straight[1::2], strict=False)


def _trimmed(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _lines(nodes: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Each paragraph and each line of a list."""
    for node in nodes:
        if node["kind"] == "p":
            yield "".join(run["text"] for run in node["runs"])
        elif "nodes" in node:
            yield from _lines(node["nodes"])
