"""Pieces into a tree: a parser that climbs by the rank of operators (Pratt, 1973)."""

from difflib import get_close_matches

from pennydrop.rooms.listen.rules.xpath.arity import ARITY
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.tokens import Token, tokens_of
from pennydrop.rooms.listen.rules.xpath.tree import (
    ANYWHERE,
    AXES,
    Call,
    Chain,
    Named,
    Negative,
    Number,
    Path,
    Step,
    Text,
    Tree,
    Variable,
)

LONGEST = 50_000
DEEPEST = 120
# XPath 1.0, 3.5: from what binds least to what binds most. `|` binds closer than a minus.
_RANKS = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8,
}  # fmt: skip
_MINUS = 7
_PREDICATE = 4  # how many levels a square bracket counts for: working one out goes deeper
_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})


def read(text: str) -> Tree:
    """The tree of an expression.

    Raises ExpressionError, with the column, for anything that is not XPath 1.0 with the functions
    of ODK, for a wrong number of arguments, and for what is too long or too deep to be meant.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"This is longer than {LONGEST:,} characters. Split it in two.")
    reader = _Reader(tokens_of(text))
    tree = reader.expression(0)
    if reader.here.kind != "end":
        raise reader.unexpected()
    return tree


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def sees(self, *texts: str) -> bool:
        token = self.tokens[self.at]
        return token.kind in {"sign", "operator"} and token.text in texts

    def expect(self, text: str, why: str) -> None:
        if not self.sees(text):
            raise ExpressionError(f"“{text}” is missing {why}.", self.here.column)
        self.at += 1

    def unexpected(self) -> ExpressionError:
        token = self.here
        if token.kind == "end":
            what = "is empty" if not self.at else "ends too early: something is missing at its end"
            return ExpressionError(f"This expression {what}.", token.column)
        hint = " Write one “=”." if token.text == "=" else ""
        shown = f"'{token.text}'" if token.kind == "text" else token.text
        return ExpressionError(f"“{shown}” was not expected here.{hint}", token.column)

    def _no_step(self) -> ExpressionError:
        problem = self.unexpected()
        if self.here.text == "/" or self.here.kind in {"number", "named"}:
            hint = " To divide, write “div”: “/” goes from a group to what is inside it."
            return ExpressionError(problem.message + hint, problem.column)
        return problem

    def expression(self, floor: int) -> Tree:
        """One expression whose operators all bind more than `floor`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(
                f"This goes more than {DEEPEST} brackets deep. Split it up.", self.here.column
            )
        left = self._operand()
        while (rank := self._rank()) > floor:
            left = self._chain(left, rank)
        self.depth -= 1
        return left

    def _rank(self) -> int:
        token = self.tokens[self.at]
        return _RANKS[token.text] if token.kind == "operator" else 0

    def _chain(self, first: Tree, rank: int) -> Tree:
        rest = []
        while self._rank() == rank:
            operator = self.take().text
            if operator == "|" and self.sees("-"):
                raise self.unexpected()
            rest.append((operator, self.expression(rank)))
        return Chain(first, tuple(rest))

    def _operand(self) -> Tree:
        """A value, a path, or a path that goes on from a value."""
        start = self.here
        if self.sees("-"):
            return self._negative()
        if self.sees("/", "//"):
            return self._from_top(start)
        if self._begins_value():
            return self._continued(self._value(), start)
        return Path(self._steps(), column=start.column)

    def _negative(self) -> Tree:
        signs = 0
        while self.sees("-"):
            self.at += 1
            signs += 1
        tree = self.expression(_MINUS)
        # Two minus signs only make a number of what follows; so does each further pair.
        for _ in range(signs if signs < 3 else 2 - signs % 2):
            tree = Negative(tree)
        return tree

    def _from_top(self, start: Token) -> Path:
        if self.take().text == "//":
            return Path((ANYWHERE, *self._steps()), top=True, column=start.column)
        steps = self._steps() if self._begins_step() else ()
        return Path(steps, top=True, column=start.column)

    def _begins_step(self) -> bool:
        return self.here.kind == "name" or self.sees(".", "..", "@")

    def _begins_value(self) -> bool:
        token = self.here
        if token.kind == "name":
            return self._is_called() and token.text not in _TYPES
        return token.kind in {"number", "text", "variable", "named"} or self.sees("(")

    def _is_called(self) -> bool:
        following = self.tokens[self.at + 1]
        return following.kind == "sign" and following.text == "("

    def _continued(self, value: Tree, start: Token) -> Tree:
        if isinstance(value, Number | Text) and self.sees("/", "["):
            raise self._no_step()
        filters = self._predicates()
        steps: tuple[Step, ...] = ()
        if self.sees("/", "//"):
            first = (ANYWHERE,) if self.take().text == "//" else ()
            steps = (*first, *self._steps())
        if not filters and not steps:
            return value
        return Path(steps, origin=value, filters=filters, column=start.column)

    def _value(self) -> Tree:
        token = self.take()
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "text":
            return Text(token.text)
        if token.kind == "variable":
            return Variable(token.text, token.column)
        if token.kind == "named":
            name = token.text.removeprefix("last-saved#")
            return Named(name, name != token.text, token.column)
        if token.kind == "name":
            return self._call(token)
        inside = self.expression(0)
        self.expect(")", "to close the bracket")
        return inside

    def _call(self, name: Token) -> Call:
        self.at += 1
        arguments: list[Tree] = []
        while not self.sees(")"):
            if arguments:
                self.expect(",", "or “)” after what the function is given")
            arguments.append(self.expression(0))
        self.at += 1
        _check(name, len(arguments))
        return Call(name.text, tuple(arguments), name.column)

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self.sees("/", "//"):
            if self.take().text == "//":
                steps.append(ANYWHERE)
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        if self.sees("."):
            self.at += 1
            return Step("self", "node()", self._predicates())
        if self.sees(".."):
            self.at += 1
            return Step("parent", "node()", self._predicates())
        if self.sees("@"):
            raise ExpressionError("Attributes (“@”) cannot be used in a form.", self.here.column)
        axis = "child"
        following = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        if self.here.kind == "name" and following.text == "::" and following.kind == "sign":
            axis = self._axis()
        return Step(AXES[axis], self._test(), self._predicates())

    def _axis(self) -> str:
        token = self.take()
        self.at += 1
        if token.text not in AXES:
            raise ExpressionError(f"“{token.text}::” cannot be used in a form.", token.column)
        return token.text

    def _test(self) -> str:
        if self.here.kind != "name":
            raise self._no_step()
        token = self.take()
        if not self.sees("("):
            return token.text
        if token.text not in {"node", "text"}:
            raise ExpressionError(f"“{token.text}()” cannot be a step of a path.", token.column)
        self.at += 1
        self.expect(")", f"after “{token.text}(”")
        return f"{token.text}()"

    def _predicates(self) -> tuple[Tree, ...]:
        found = []
        while self.sees("["):
            self.at += 1
            self.depth += _PREDICATE
            found.append(self.expression(0))
            self.depth -= _PREDICATE
            self.expect("]", "to close the square bracket")
        return tuple(found)


def _check(name: Token, given: int) -> None:
    arity = ARITY.get(name.text)
    if arity is None:
        near = get_close_matches(name.text, ARITY, n=1)
        hint = f" Did you mean {near[0]}()?" if near else " Look for a slip in the spelling."
        raise ExpressionError(f"There is no function {name.text}().{hint}", name.column)
    if not arity.takes(given):
        raise ExpressionError(f"{name.text}() {arity.needs(given)}.", name.column)
