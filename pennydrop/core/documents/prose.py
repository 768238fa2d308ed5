"""Markdown that people write, as safe HTML, as plain text, or as data for printing.

CommonMark without raw HTML and without pictures. Links go to the web, to an e-mail address, to
a telephone or to a page of this site, and nowhere else. What the parser makes is cleaned once
more by nh3, so that a fault in one of the two does not reach a reader.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

DEEPEST = 6
MARK = "\ue000"  # a sign of nobody's: for private use, as Unicode has it
_ALLOWED = frozenset({"http", "https", "mailto", "tel"})
_TAGS = {
    *(f"h{level}" for level in range(1, DEEPEST + 1)),
    *("a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"),
}
_OPENING = {
    "paragraph_open": "p",
    "heading_open": "heading",
    "blockquote_open": "quote",
    "bullet_list_open": "ul",
    "ordered_list_open": "ol",
    "list_item_open": "item",
}


def safe_link(address: str) -> bool:
    """Whether an address may be linked: http(s), mailto, tel, or a path or place on this site."""
    if re.search(r"[\x00-\x20\x7f\\]", address):
        return False
    if address.startswith("/"):
        return not re.match(r"/(/|%5c)", address, re.IGNORECASE)
    if address.startswith("#"):
        return True
    scheme, colon, rest = address.partition(":")
    return bool(colon and rest) and scheme.lower() in _ALLOWED


def html(
    markdown: str, *, shift: int = 1, marks: Callable[[str], Sequence[int]] | None = None
) -> str:
    """Safe HTML for a text that stands under a heading of level `shift`.

    Its headings stand below that one, never more than one level under the one before them. `marks`
    says of a paragraph's words where `MARK` is put between them, for whoever replaces it.
    """
    parser = _parser()
    tokens = parser.parse(_clean(markdown).replace(MARK, ""))
    level = shift
    for before, token in zip([None, *tokens], tokens, strict=False):
        if marks and before and before.type == "paragraph_open":
            token.children = list(_marked(token.children or [], marks))
        if token.type == "heading_open":
            level = settled_level(int(token.tag[1]), shift, level)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
    dirty = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        dirty,
        tags=_TAGS,
        attributes={"a": {"href", "rel"}, "ol": {"start"}},
        url_schemes=set(_ALLOWED),
        link_rel=None,
    )


def settled_level(written: int, under: int, before: int) -> int:
    """The level a heading gets, written at `written`, in a section of level `under`."""
    return max(1, min(under + written, before + 1, DEEPEST))


def line(markdown: str) -> str:
    """Safe HTML of one line: marks inside the line only, no paragraphs, lists or headings."""
    parser = _parser()
    dirty = parser.renderInline(" ".join(_clean(markdown).split()))
    return nh3.clean(
        dirty,
        tags={"a", "br", "code", "em", "strong"},
        attributes={"a": {"href", "rel"}},
        url_schemes=set(_ALLOWED),
        link_rel=None,
    )


def plain(markdown: str) -> str:
    """The words alone; paragraphs, items and headings stand on lines of their own."""
    return "\n".join(text for text in _texts(tree(markdown)) if text.strip())


def tree(markdown: str) -> list[dict[str, Any]]:
    """The text as data: paragraphs, headings, lists, quotes, code and rules.

    A node is `{"kind", …}`; `p` and `heading` (with `level`) hold `runs`; `ul`, `ol` (with
    `start`) and `quote` hold `nodes`, where a list's are `item` nodes; `code` holds `text`. A
    run is `{"text", "strong", "em", "code", "href"}`, href empty where it is no link; a run
    with the text "\\n" is a line break.
    """
    return _nodes(iter(_parser().parse(_clean(markdown))))


def line_runs(markdown: str) -> list[dict[str, Any]]:
    """The runs of one line of Markdown, as in `tree`."""
    parsed = _parser().parseInline(" ".join(_clean(markdown).split()))
    return _runs(parsed[0].children or [])


def _clean(markdown: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", markdown)


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return safe_link(url)


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "linkify": False})
    parser.disable(["image", "html_block", "html_inline"])
    parser.add_render_rule("link_open", _link_open)
    return parser


def _link_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _: Any
) -> str:
    token = tokens[index]
    token.attrs.pop("title", None)
    if str(token.attrs.get("href", "")).lower().startswith("http"):
        token.attrSet("rel", "external noopener noreferrer")
    return renderer.renderToken(tokens, index, options, {})


def _nodes(tokens: Iterator[Token]) -> list[dict[str, Any]]:
    """The nodes up to the end of the element the iterator stands in."""
    nodes: list[dict[str, Any]] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.type in _OPENING:
            nodes.append(_opened(token, tokens))
        elif token.type in ("fence", "code_block"):
            nodes.append({"kind": "code", "text": token.content.rstrip("\n")})
        elif token.type == "hr":
            nodes.append({"kind": "rule"})
    return nodes


def _opened(token: Token, tokens: Iterator[Token]) -> dict[str, Any]:
    kind = _OPENING[token.type]
    if kind in ("p", "heading"):
        inline = next(tokens)
        next(tokens)
        node = {"kind": kind, "runs": _runs(inline.children or [])}
        return node | {"level": int(token.tag[1])} if kind == "heading" else node
    node = {"kind": kind, "nodes": _nodes(tokens)}
    return node | {"start": int(token.attrGet("start") or 1)} if kind == "ol" else node


def _runs(tokens: Sequence[Token]) -> list[dict[str, Any]]:
    runs: list[dict[str, Any]] = []
    deep = {"strong": 0, "em": 0}
    href = ""
    for token in tokens:
        mark = token.type.removesuffix("_open").removesuffix("_close")
        if mark in deep:
            deep[mark] += token.nesting
        elif mark == "link":
            href = str(token.attrGet("href") or "") if token.nesting > 0 else ""
        else:
            looks = {name: depth > 0 for name, depth in deep.items()}
            code = token.type == "code_inline"
            runs.append({"text": _words_of(token), **looks, "code": code, "href": href})
    return [run for run in runs if run["text"]]


def _marked(
    tokens: Sequence[Token], marks: Callable[[str], Sequence[int]]
) -> Iterator[Token]:  # fmt: skip
    """The tokens of a paragraph with a mark at each place; one that falls into a link or into code
    stands behind it, since nothing may stand in a link but what it leads by."""
    said = [_words_of(token) for token in tokens]
    waiting = sorted(marks("".join(said)))
    begun, linked = 0, 0
    for token, words in zip(tokens, said, strict=True):
        linked += token.nesting if token.type.startswith("link") else 0
        if token.type == "text" and not linked:
            cuts = [place - begun for place in waiting if place <= begun + len(words)]
            pieces = zip([0, *cuts], [*cuts, len(words)], strict=True)
            token.content = MARK.join(words[a:b] for a, b in pieces)
            waiting = waiting[len(cuts) :]
        yield token
        begun += len(words)
        while waiting and waiting[0] <= begun and not linked:
            waiting.pop(0)
            yield Token("text", "", 0, content=MARK)


def _words_of(token: Token) -> str:
    """What a token adds to a paragraph's words, as in `tree`."""
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)


def _texts(nodes: Sequence[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        if "runs" in node:
            yield "".join(run["text"] for run in node["runs"])
        elif "text" in node:
            yield node["text"]
        else:
            yield from _texts(node.get("nodes", ()))
