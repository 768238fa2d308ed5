"""What an expression looks at, and whether it may from where it stands."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.form.logic import META, by_path, places_of
from pennydrop.rooms.listen.rules.form.model import Form, Placed, Question
from pennydrop.rooms.listen.rules.xpath.patterns.reading import read
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.tree import (
    Call,
    Chain,
    Named,
    Path,
    Step,
    Text,
    Tree,
    children,
)

# Functions that take many answers at once, so that they may look into a repeat from outside it.
MANY = frozenset(
    """
    count count-non-empty sum min max join concat indexed-repeat position randomize boolean not
    area enclosed-area distance name local-name
    """.split()
)

_WHOLE_NAME = re.compile(r"\s*\$\{\s*([^\s{}]+)\s*\}\s*\Z")


@dataclass(frozen=True)
class Looked:
    """One place that an expression looks at. `loose`: through a predicate or indexed-repeat, so
    that it may be the same question in another repetition."""

    path: str
    loose: bool


@dataclass(frozen=True)
class Fault:
    """What is wrong with a reference, in words that say what to do."""

    message: str


@dataclass(frozen=True)
class _Where:
    many: bool = False
    loose: bool = False
    moved: bool = False  # inside a predicate: `.` is no longer the question


class Names:
    """The names and paths of one form."""

    def __init__(self, form: Form) -> None:
        self.root = form.root
        self.of = places_of(form)
        self.at: Mapping[str, Placed] = by_path(form)
        self.lists = {listed.name for listed in form.lists()}
        self.known = frozenset(self.at) | {f"/{form.root}", f"/{form.root}/meta"} | {
            f"/{form.root}/meta/{name}" for name in META
        }  # fmt: skip

    def look(
        self, tree: Tree, here: Placed, *, filtering: bool = False, many: bool = False
    ) -> Iterator[Looked | Fault]:
        """Everything that `tree`, standing at `here`, looks at. `filtering`: it is a choice
        filter, so plain names are columns of the choices; `many`: many answers are welcome."""
        inside = many or (filtering and _lists_a_repeat(here))
        yield from self._look(tree, here, _Where(inside, inside, filtering))

    def _look(self, tree: Tree, here: Placed, where: _Where) -> Iterator[Looked | Fault]:
        match tree:
            case Named():
                yield from self._named(tree, here, where)
            case Path():
                yield from self._path(tree, here, where)
            case Text(value):
                yield from self._quoted(value, here)
            case Call():
                yield from self._call(tree, here, where)
            case Chain(_, rest) if rest[0][0] != "|":
                single = _Where(loose=where.loose, moved=where.moved)
                for inner in children(tree):
                    yield from self._look(inner, here, single)
            case _:
                for inner in children(tree):
                    yield from self._look(inner, here, where)

    def _quoted(self, value: str, here: Placed) -> Iterator[Looked | Fault]:
        """A name in quotes, as `jr:choice-name(${a}, '${a}')` asks for it: it must be there."""
        only = _WHOLE_NAME.match(value)
        if only:
            found = self._named(Named(only[1]), here, _Where(many=True))
            yield from (fault for fault in found if isinstance(fault, Fault))

    def _call(self, call: Call, here: Placed, where: _Where) -> Iterator[Looked | Fault]:
        if call.name == "regex":
            yield from _pattern(call.arguments[-1])
        for at, argument in enumerate(call.arguments):
            loose = where.loose or (call.name == "indexed-repeat" and at == 0)
            many = call.name in MANY or (where.many and call.name in {"if", "once", "coalesce"})
            yield from self._look(argument, here, _Where(many, loose, where.moved))

    def _named(self, named: Named, here: Placed, where: _Where) -> Iterator[Looked | Fault]:
        if named.last_saved:
            return  # there is no form before this one on a shared page: it is blank
        found = self.of.get(named.name, ())
        if not found:
            yield Fault(self.missing(named.name))
        elif len(found) > 1:
            yield Fault(
                f"“${{{named.name}}}” could be any of {len(found)} questions of this name. Give "
                "them different names."
            )
        else:
            yield from self._reached(found[0], here, where, f"${{{named.name}}}")

    def missing(self, name: str) -> str:
        """What to say of a name that nothing has."""
        near = difflib.get_close_matches(name, self.of, n=1, cutoff=0.6)
        hint = f"Did you mean “${{{near[0]}}}”?" if near else "Change or remove it."
        return f"“${{{name}}}” is no question here. {hint}"

    def _reached(
        self, path: str, here: Placed, where: _Where, written: str
    ) -> Iterator[Looked | Fault]:
        target = self.at.get(path)
        if target is None:
            return
        around = {id(repeat) for repeat in (*here.repeats, here.item)}
        outside = [repeat for repeat in target.repeats if id(repeat) not in around]
        if outside and not (where.many or where.loose):
            yield Fault(
                f"“{written}” is inside the repeat “{outside[-1].name}”, so there can be many "
                f"answers. Say which: sum({written}), count({written}) or indexed-repeat(…)."
            )
        else:
            yield Looked(path, where.loose and bool(target.repeats))

    def _path(self, path: Path, here: Placed, where: _Where) -> Iterator[Looked | Fault]:
        for predicate in _predicates(path):
            yield from self._look(predicate, here, _Where(True, True, True))
        loose = where.loose or any(True for _ in _predicates(path))
        inner = _Where(where.many or loose, loose, where.moved)
        if path.instance:
            if path.instance not in self.lists:
                yield Fault(f"there is no list “{path.instance}”. Add it to the sheet “choices”.")
        elif isinstance(path.origin, Named):
            yield from self._from_named(path, here, inner)
        elif path.origin is None or path.current:
            yield from self._steps(path, here, inner)
        else:
            yield from self._look(path.origin, here, inner)

    def _from_named(self, path: Path, here: Placed, where: _Where) -> Iterator[Looked | Fault]:
        assert isinstance(path.origin, Named)
        found = self.of.get(path.origin.name, ())
        if len(found) != 1 or not path.steps:
            yield from self._named(path.origin, here, where)
            return
        reached = _walked(found[0], path.steps)
        if reached is not None and reached not in self.known:
            yield Fault(f"“{path}” leads nowhere. Check the names in it.")
        elif reached is not None:
            yield from self._reached(reached, here, where, str(path))

    def _steps(self, path: Path, here: Placed, where: _Where) -> Iterator[Looked | Fault]:
        if where.moved and not (path.top or path.current):
            return  # inside a predicate or a filter a plain name is something else
        reached = _walked("" if path.top else here.path, path.steps)
        if reached is None:
            return
        if reached in self.known:
            yield from self._reached(reached, here, where, str(path))
        else:
            yield Fault(self._nowhere(path))

    def _nowhere(self, path: Path) -> str:
        alone = str(path)
        if alone in self.of:
            return f"“{alone}” stands alone. To mean the question, write “${{{alone}}}”."
        last = path.steps[-1].test if path.steps else ""
        hint = f" Write “${{{last}}}”." if last in self.of else " Check the names in it."
        return f"“{alone}” leads to no question.{hint}"


def _pattern(tree: Tree) -> Iterator[Fault]:
    """A pattern that stands in the form itself is read now, not when somebody answers."""
    if not isinstance(tree, Text):
        return
    try:
        read(tree.value)
    except ExpressionError as bad:
        yield Fault(f"{bad.message} It is “{tree.value}”, in regex().")


def _lists_a_repeat(here: Placed) -> bool:
    """The choices are the answers of a repeat, so its filter looks into that repeat."""
    item = here.item
    return isinstance(item, Question) and bool(item.listed and item.listed.source.startswith("${"))


def _predicates(path: Path) -> Iterator[Tree]:
    yield from path.filters
    for step in path.steps:
        yield from step.predicates


def _walked(start: str, steps: tuple[Step, ...]) -> str | None:
    """Where plain steps lead; None where only the answers themselves could tell."""
    names = start.split("/")[1:]
    for step in steps:
        if step.axis == "parent" and step.test in {"node()", "*"}:
            names = names[:-1]
        elif step.axis == "child" and step.test not in {"*", "node()", "text()"}:
            names.append(step.test)
        elif step.axis != "self":
            return None
    return "/" + "/".join(names)
