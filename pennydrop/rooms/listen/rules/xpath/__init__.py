"""ODK's XPath: expressions of a form read, looked through, and worked out.

    expression = parse("${age} >= 16")
    evaluate(parse("/data/age >= 16"), Context(moment, root=document(answers)))

Everything is plain values; the moment, chance, lists and labels are handed in by the Context.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from pennydrop.rooms.listen.rules.xpath.arity import ARITY
from pennydrop.rooms.listen.rules.xpath.compiling import compiled
from pennydrop.rooms.listen.rules.xpath.context import Context, Effort, Names, Scope
from pennydrop.rooms.listen.rules.xpath.naming import (
    LAST_SAVED,
    functions_in,
    names_in,
    paths_in,
    substitute,
)
from pennydrop.rooms.listen.rules.xpath.nodes import Node, document
from pennydrop.rooms.listen.rules.xpath.parsing import read
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.tree import Named, Path, Step, Tree, written
from pennydrop.rooms.listen.rules.xpath.values import (
    Single,
    Value,
    to_boolean,
    to_number,
    to_string,
)

__all__ = [
    "ARITY",
    "LAST_SAVED",
    "Context",
    "Expression",
    "ExpressionError",
    "Named",
    "Names",
    "Node",
    "Path",
    "Single",
    "Step",
    "Value",
    "document",
    "evaluate",
    "functions",
    "names",
    "parse",
    "references",
    "substitute",
    "to_boolean",
    "to_number",
    "to_string",
    "written",
]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was read. `run` is what works it out; two of one tree are equal."""

    text: str = field(compare=False)
    tree: Tree
    run: Callable[[Scope], Value] = field(compare=False, repr=False)


@lru_cache(maxsize=8_192)
def parse(text: str) -> Expression:
    """Read an expression. It is kept, so that reading it again costs nothing.

    Raises ExpressionError, with a column counted from 1, for what is not XPath 1.0 with the
    functions of ODK. A ${name} is let through: see `names` and `substitute`.
    """
    tree = read(text)
    return Expression(text, tree, compiled(tree))


def evaluate(expression: Expression, context: Context) -> Value:
    """Work an expression out: a text, a number, yes or no, a date, or a list of nodes.

    Raises ExpressionError where it cannot be worked out, and nothing else.
    """
    return expression.run(Scope(context, context.here, 0, 1, Effort()))


def references(expression: Expression) -> tuple[Path, ...]:
    """Every path that is mentioned, without predicates; those inside a predicate joined to its own.

    So `instance('towns')/root/item[county = /data/county]/name` mentions itself,
    `instance('towns')/root/item/county` and `/data/county`.
    """
    return tuple(paths_in(expression.tree))


def functions(expression: Expression) -> frozenset[str]:
    """The names of all functions that are used."""
    return functions_in(expression.tree)


def names(expression: Expression) -> tuple[Named, ...]:
    """Every ${name}, with its column. Paths in quotes ('${name}') are not among them."""
    return tuple(names_in(expression.tree))
