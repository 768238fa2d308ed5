"""Whether a form's logic holds: every expression can be read, every name is there, no rings."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pennydrop.rooms.listen.rules.form.cycles import Edges, rings
from pennydrop.rooms.listen.rules.form.logic import QUESTION, TEXTS, expressions, spoken
from pennydrop.rooms.listen.rules.form.model import Form, Placed, Question
from pennydrop.rooms.listen.rules.form.problems import Problem
from pennydrop.rooms.listen.rules.form.references import Fault, Names
from pennydrop.rooms.listen.rules.form.sheet import Row, Table
from pennydrop.rooms.listen.rules.xpath import ExpressionError, Named, parse

_MARK = re.compile(r"\$\{([^}]*)(\}?)")
# What is worked out again whenever something changes; a ring in these would never come to rest.
_LIVE = frozenset({"relevant", "calculation", "required", "read_only", "repeat_count"})
LOOKED_AT = frozenset({*QUESTION, *TEXTS.values(), "default", "repeat_count", "trigger", "type"})
NOWHERE = Row("survey", 0, {}, {}, {})


def check_logic(form: Form, places: Mapping[str, Row]) -> list[Problem]:
    """Every fault in the form's expressions. `places` says from which row a path comes."""
    checking = _Checking(form, places)
    for placed in form.placed():
        checking.check(placed)
    checking.check_rings()
    return checking.problems


def check_cells(form: Form, tables: Iterable[Table]) -> Iterator[Problem]:
    """Names that are no question's, wherever `check_logic` does not look: in titles, the labels
    of choices, pictures, columns that are only kept."""
    names = Names(form)
    for found in tables:
        seen = LOOKED_AT if found.name == "survey" else frozenset()
        for number, cells in found.filled:
            for column, cell in zip(found.columns, cells, strict=False):
                wanted = column.name and column.name not in seen
                for message in _unknown(names, cell) if wanted else ():
                    yield Problem(found.name, number, column.header, message)


def _unknown(names: Names, cell: str) -> Iterator[str]:
    for name, end in _MARK.findall(cell):
        bare = name.strip().removeprefix("last-saved#")
        if not end:
            yield "“${” is never closed. Write “}” after the name."
        elif not names.of.get(bare):
            yield names.missing(bare)


class _Checking:
    def __init__(self, form: Form, places: Mapping[str, Row]) -> None:
        self.names = Names(form)
        self.places = places
        self.by_name = {row.get("name"): row for row in places.values()}
        self.problems: list[Problem] = []
        self.edges: Edges = {}

    def wrong(self, path: str, column: str, message: str) -> None:
        row = self.places.get(path) or self.by_name.get(path.rpartition("/")[2], NOWHERE)
        problem = Problem(row.sheet, row.number, row.header(column), message)
        if problem not in self.problems:
            self.problems.append(problem)

    def check(self, placed: Placed) -> None:
        own = self.edges.setdefault(placed.path, {})
        if placed.inside:  # what decides over a group decides over what is inside it
            own.update(self._inherited(placed))
        for column, text in expressions(placed.item):
            for target in self._expression(placed, column, text):
                own.setdefault(target, (placed.path, column))
        for column, words in spoken(placed.item):
            for _, said in words.said:
                self._words(placed, column, said)
        if isinstance(placed.item, Question):
            self._named_outside(placed, placed.item)

    def _inherited(self, placed: Placed) -> Mapping[str, tuple[str, str]]:
        above = placed.path.rpartition("/")[0]
        return {
            target: by
            for target, by in self.edges.get(above, {}).items()
            if by[1] in {"relevant", "read_only", "repeat_count"}
        }

    def _expression(self, placed: Placed, column: str, text: str) -> Iterator[str]:
        try:
            tree = parse(text).tree
        except ExpressionError as bad:
            where = f" (character {bad.column})" if bad.column else ""
            self.wrong(placed.path, column, f"this expression cannot be read{where}: {bad.message}")
            return
        live = column in _LIVE and not (column == "calculation" and _triggered(placed))
        for found in self.names.look(tree, placed, filtering=column == "choice_filter"):
            if isinstance(found, Fault):
                self.wrong(placed.path, column, found.message)
            elif live and not found.loose:
                yield found.path

    def _words(self, placed: Placed, column: str, said: str) -> None:
        for name, end in _MARK.findall(said):
            if not end:
                self.wrong(placed.path, column, "“${” is never closed. Write “}” after the name.")
            else:
                self._name(placed, column, name.strip())

    def _name(self, placed: Placed, column: str, name: str, *, many: bool = False) -> None:
        last = name.startswith("last-saved#")
        for found in self.names.look(Named(name, last_saved=last), placed, many=many):
            if isinstance(found, Fault):
                self.wrong(placed.path, column, found.message)

    def _named_outside(self, placed: Placed, question: Question) -> None:
        """Names in columns that are no expressions: the trigger, and a list made of answers."""
        for name, _ in _MARK.findall(question.trigger):
            self._name(placed, "trigger", name.strip())
        for name, _ in _MARK.findall(question.parameter("seed")):
            self._name(placed, "parameters", name.strip())
        source = question.listed.source if question.listed else ""
        for name, _ in _MARK.findall(source):
            self._name(placed, "type", name.strip(), many=True)

    def check_rings(self) -> None:
        for ring in rings(self.edges):
            names = [path.rpartition("/")[2] for path, _ in ring]
            told = " → ".join([*names, names[0]])
            for _, (owner, column) in ring:
                if len(ring) == 1:
                    message = (
                        f"“{names[0]}” depends on itself ({told}), so it can never be settled."
                    )
                else:
                    message = f"these depend on each other in a ring: {told}."
                self.wrong(owner, column, f"{message} Take one of them out of this expression.")


def _triggered(placed: Placed) -> bool:
    return isinstance(placed.item, Question) and bool(placed.item.trigger)
