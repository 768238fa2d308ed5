"""An expression in words, for people who do not read expressions."""

import re
from collections.abc import Callable, Mapping

from pennydrop.rooms.listen.rules.form import Form, Question
from pennydrop.rooms.listen.rules.xpath import ExpressionError, parse
from pennydrop.rooms.listen.rules.xpath.tree import (
    Call,
    Chain,
    Named,
    Negative,
    Number,
    Path,
    Text,
    Tree,
    plain_number,
)

LONGEST = 60
_COMPARES = {
    "=": "is", "!=": "is not", ">": "is more than", "<": "is less than", ">=": "is at least",
    "<=": "is at most",
}  # fmt: skip
_FLIPPED = {"=": "=", "!=": "!=", ">": "<", "<": ">", ">=": "<=", "<=": ">="}
_SUMS = {"+": "+", "-": "−", "*": "×", "div": "÷", "mod": "modulo"}
_PLAIN = {"true": "always", "false": "never", "today": "today", "now": "now"}
_NAMED = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
_MARKUP = re.compile(r"[*_#`]|\$\{[^}]*\}")


class _Untold(Exception):
    """There are no plain words for this."""


def asked_as(words: str) -> str:
    """What a question says, short enough to stand within a sentence."""
    line = " ".join(_MARKUP.sub("", words).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


class Telling:
    """Tells the expressions of one form in words. `${name}` becomes what the question says."""

    def __init__(self, form: Form) -> None:
        found = [placed.item for placed in form.placed()]
        self.labels = {item.name: asked_as(str(item.label)) or item.name for item in found}
        self.questions = {item.name: item for item in found if isinstance(item, Question)}

    def filled(self, words: str) -> str:
        """A text with each answer that stands in it as “[what was asked]”."""
        return _NAMED.sub(lambda found: f"[{self.labels.get(found[1], found[1])}]", words)

    def told(self, expression: str) -> str:
        """The expression in words, or as it is written where there are none for it."""
        try:
            return _Sentence(self.labels, self.questions).of(parse(expression).tree)
        except (ExpressionError, _Untold):
            return expression

    def fitting(self, expression: str) -> str:
        """A filter of choices in words: whichever answers decide what is left of them."""
        named = dict.fromkeys(_NAMED.findall(expression))
        if not named:
            return self.told(expression)
        asked = " and ".join(f"“{self.labels.get(name, name)}”" for name in named)
        return f"what is left depends on the answer to {asked}"

    def can_tell(self, expression: str) -> bool:
        try:
            _Sentence(self.labels, self.questions).of(parse(expression).tree)
        except (ExpressionError, _Untold):
            return False
        return True


class _Sentence:
    def __init__(self, labels: Mapping[str, str], questions: Mapping[str, Question]) -> None:
        self.labels = labels
        self.questions = questions
        self.calls: Mapping[str, Callable[[Call], str]] = {
            "selected": lambda call: self._selected(call, "includes"),
            "not": self._not, "count-selected": self._count, "string-length": self._length,
            "contains": lambda call: self._pair(call, "contains"),
            "starts-with": lambda call: self._pair(call, "begins with"),
            "ends-with": lambda call: self._pair(call, "ends with"),
            "number": self._same, "string": self._same, "int": self._same, "date": self._same,
            "boolean": self._same, "boolean-from-string": self._same, "round": self._same,
            "decimal-date-time": self._same, "coalesce": self._either,
        }  # fmt: skip

    def of(self, tree: Tree) -> str:
        match tree:
            case Number(value):
                return plain_number(value)
            case Text(value):
                return f"“{value}”"
            case Negative(operand):
                return f"−{self.of(operand)}"
            case Chain():
                return self._chain(tree)
            case Call():
                return self._call(tree)
        return f"“{self.labels.get(self._name(tree), self._name(tree))}”" if (
            self._name(tree) != "."
        ) else "the answer"  # fmt: skip

    def _name(self, tree: Tree) -> str:
        """Which question is meant; “.” for the one that the expression belongs to."""
        if isinstance(tree, Named):
            return tree.name
        if not isinstance(tree, Path) or tree.origin is not None or tree.filters or not tree.steps:
            raise _Untold
        if any(step.predicates for step in tree.steps):
            raise _Untold
        last = str(tree.steps[-1])
        if last == "." and len(tree.steps) == 1:
            return "."
        if last not in self.labels:
            raise _Untold
        return last

    def _chain(self, chain: Chain) -> str:
        operators = {operator for operator, _ in chain.rest}
        if operators <= {"and", "or"}:
            (word,) = operators
            parts = [self._bracketed(part) for part in (chain.first, *(p for _, p in chain.rest))]
            return f" {word} ".join(parts)
        if operators <= set(_COMPARES) and len(chain.rest) == 1:
            operator, right = chain.rest[0]
            return self._compared(chain.first, operator, right)
        if operators <= set(_SUMS):
            rest = "".join(f" {_SUMS[op]} {self._bracketed(part)}" for op, part in chain.rest)
            return self._bracketed(chain.first) + rest
        raise _Untold

    def _bracketed(self, tree: Tree) -> str:
        inner = isinstance(tree, Chain) and not {op for op, _ in tree.rest} <= set(_COMPARES)
        return f"({self.of(tree)})" if inner else self.of(tree)

    def _compared(self, left: Tree, operator: str, right: Tree) -> str:
        if isinstance(left, Text | Number) and not isinstance(right, Text | Number):
            left, operator, right = right, _FLIPPED[operator], left
        if right == Text("") and operator in {"=", "!="}:
            return f"{self.of(left)} is {'not ' if operator == '=' else ''}answered"
        return f"{self.of(left)} {_COMPARES[operator]} {self._value(left, right)}"

    def _value(self, asked: Tree, value: Tree) -> str:
        """What is compared with: the label of a choice, where a choice is meant."""
        if isinstance(value, Text | Number) and isinstance(asked, Named | Path):
            question = self.questions.get(self._name(asked))
            name = value.value if isinstance(value, Text) else plain_number(value.value)
            labels = {choice.name: choice.label for choice in question.choices} if question else {}
            if name in labels:
                return f"“{asked_as(str(labels[name]))}”"
        return self.of(value)

    def _call(self, call: Call) -> str:
        if call.name in _PLAIN and not call.arguments:
            return _PLAIN[call.name]
        if call.name not in self.calls or not call.arguments:
            raise _Untold
        return self.calls[call.name](call)

    def _selected(self, call: Call, word: str) -> str:
        left, right = self._two(call)
        return f"{self.of(left)} {word} {self._value(left, right)}"

    def _not(self, call: Call) -> str:
        only = self._one(call)
        if isinstance(only, Call) and only.name == "selected":
            return self._selected(only, "does not include")
        if isinstance(only, Call) and only.name == "contains":
            return self._pair(only, "does not contain")
        return f"it is not so that {self.of(only)}"

    def _pair(self, call: Call, word: str) -> str:
        left, right = self._two(call)
        return f"{self.of(left)} {word} {self.of(right)}"

    def _count(self, call: Call) -> str:
        asked = self.of(self._one(call))
        return "how many are chosen" if asked == "the answer" else f"how many are chosen in {asked}"

    def _length(self, call: Call) -> str:
        return f"the number of letters of {self.of(self._one(call))}"

    def _same(self, call: Call) -> str:
        only = self._one(call)
        return only.value if call.name == "date" and isinstance(only, Text) else self.of(only)

    def _either(self, call: Call) -> str:
        left, right = self._two(call)
        return f"{self.of(left)}, or else {self.of(right)}"

    def _one(self, call: Call) -> Tree:
        if len(call.arguments) != 1:
            raise _Untold
        return call.arguments[0]

    def _two(self, call: Call) -> tuple[Tree, Tree]:
        if len(call.arguments) != 2:
            raise _Untold
        return call.arguments[0], call.arguments[1]
