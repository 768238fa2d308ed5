"""What an expression mentions, and how ${names} of an XLSForm become paths."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.tokens import Token, tokens_of
from pennydrop.rooms.listen.rules.xpath.tree import Call, Named, Path, Tree, children

LAST_SAVED = "__last-saved"
_WHOLE_NAME = re.compile(r"\s*\$\{\s*([^\s{}]+)\s*\}\s*\Z")


def paths_in(tree: Tree) -> Iterator[Path]:
    """Every path, in order. Those inside a predicate are given from where the predicate looks."""
    yield from _paths(tree, None)


def _paths(tree: Tree, around: Path | None) -> Iterator[Path]:
    if not isinstance(tree, Path):
        for child in children(tree):
            yield from _paths(child, around)
        return
    path = _from(tree, around)
    if not (path.origin and path.filters and not path.steps):
        yield replace(path, filters=(), steps=tuple(replace(s, predicates=()) for s in path.steps))
    if tree.origin is not None:
        yield from _paths(tree.origin, around)
    bare = replace(path, steps=(), filters=())
    for predicate in tree.filters:
        yield from _paths(predicate, bare)
    offset = len(path.steps) - len(tree.steps)
    for index, step in enumerate(tree.steps, 1):
        for predicate in step.predicates:
            yield from _paths(predicate, replace(path, steps=path.steps[: offset + index]))


def _from(path: Path, around: Path | None) -> Path:
    """A path as it is seen from outside the predicate that it stands in."""
    if around is None or path.top or path.origin is not None:
        return path
    before = [replace(step, predicates=()) for step in around.steps]
    return replace(around, steps=(*before, *path.steps), column=path.column)


def functions_in(tree: Tree) -> frozenset[str]:
    """The names of all functions that are used."""
    inside = frozenset[str]().union(*(functions_in(child) for child in children(tree)))
    return inside | {tree.name} if isinstance(tree, Call) else inside


def names_in(tree: Tree) -> Iterator[Named]:
    """Every ${name}, in order."""
    if isinstance(tree, Named):
        yield tree
    for child in children(tree):
        yield from names_in(child)


def substitute(
    text: str, paths: Mapping[str, str], here: str, repeats: Collection[str] = ()
) -> str:
    """Replace every ${name} by a path, as pyxform does.

    `paths` gives the path of each name from the top (`/data/child/age`), `here` the path of the
    question that the expression belongs to, `repeats` the paths of all repeats. Where both lie in
    one repeat the path is written from here (`../age`), so that it means the same round; with
    current() in front inside a predicate; in full inside indexed-repeat(), where rounds are
    numbered. A text in quotes that is nothing but ${name} becomes the path in quotes, which
    jr:choice-name() asks for. Raises ExpressionError, with the column, for an unknown name.
    """
    tokens = tokens_of(text)
    pieces, done = [], 0
    inside = _Inside()
    for index, token in enumerate(tokens):
        inside.follow(token, tokens[index + 1 : index + 2])
        new = _new_text(token, paths, here, repeats, inside)
        if new is not None:
            start = token.column - 1
            pieces += [text[done:start], new]
            done = _end(text, start)
    return "".join([*pieces, text[done:]])


def _end(text: str, start: int) -> int:
    mark = "}" if text[start] == "$" else text[start]
    return text.index(mark, start + 1) + 1


class _Inside:
    """Which brackets are open: those of functions by name, and square ones."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.commas: list[int] = []
        self.name = ""

    def follow(self, token: Token, following: list[Token]) -> None:
        if token.kind == "sign" and token.text in {"(", "["}:
            self.open.append(self.name if token.text == "(" else "[")
            self.commas.append(0)
        elif token.kind == "sign" and token.text in {")", "]"} and self.open:
            self.open.pop()
            self.commas.pop()
        elif token.kind == "sign" and token.text == "," and self.commas:
            self.commas[-1] += 1
        self.name = token.text if token.kind == "name" else ""

    @property
    def predicate(self) -> bool:
        return "[" in self.open

    @property
    def in_full(self) -> bool:
        """Whether this is one of the paths of indexed-repeat(), and not one of its numbers."""
        for name, commas in zip(reversed(self.open), reversed(self.commas), strict=True):
            if name == "indexed-repeat":
                return commas == 0 or commas % 2 == 1
        return False


def _new_text(
    token: Token,
    paths: Mapping[str, str],
    here: str,
    repeats: Collection[str],
    inside: _Inside,
) -> str | None:
    if token.kind == "text":
        only = _WHOLE_NAME.match(token.text)
        return f"'{_path(only[1], paths, token.column)}'" if only else None
    if token.kind != "named":
        return None
    name = token.text.removeprefix("last-saved#")
    path = _path(name, paths, token.column)
    if name != token.text:
        return f" instance('{LAST_SAVED}'){path} "
    if inside.in_full or not _in_one_repeat(path, here, repeats):
        return f" {path} "
    prefix = "current()/" if inside.predicate else ""
    return f" {prefix}{_relative(path, here)} "


def _path(name: str, paths: Mapping[str, str], column: int) -> str:
    if name not in paths:
        raise ExpressionError(f"There is no question called “{name}”.", column)
    return paths[name]


def _in_one_repeat(path: str, here: str, repeats: Collection[str]) -> bool:
    """Whether both lie in one repeat. A repeat does not lie in itself."""
    return any(here.startswith(f"{r}/") and path.startswith(f"{r}/") for r in repeats)


def _relative(path: str, here: str) -> str:
    """From here to a path: up to the nearest thing that both lie in, and down again."""
    target, source = path.split("/"), here.split("/")
    common = 0
    limit = min(len(target), len(source)) - 1
    while common < limit and target[common] == source[common]:
        common += 1
    return "/".join([*[".."] * (len(source) - common), *target[common:]])
