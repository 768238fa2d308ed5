"""What an answer must be, without writing expressions: from, to, how many, how long, until when."""

from dataclasses import dataclass

from pennydrop.rooms.listen.rules.form import Kind
from pennydrop.rooms.listen.rules.xpath import ExpressionError, parse
from pennydrop.rooms.listen.rules.xpath.tree import (
    Call,
    Chain,
    Negative,
    Number,
    Path,
    Tree,
    plain_number,
)

# What is looked at, by kind: the number itself, how many are chosen, how many letters there are.
MEASURES = {
    Kind.INTEGER: ".", Kind.DECIMAL: ".", Kind.SELECT_MULTIPLE: "count-selected(.)",
    Kind.TEXT: "string-length(.)",
}  # fmt: skip
_TODAY = ". <= today()"


@dataclass(frozen=True)
class Limits:
    """Numbers as they were typed, empty for none. `no_future`: a date that has not passed."""

    least: str = ""
    most: str = ""
    no_future: bool = False

    def __bool__(self) -> bool:
        return bool(self.least or self.most or self.no_future)


def has_limits(kind: Kind) -> bool:
    return kind in MEASURES or kind is Kind.DATE


def constraint_of(kind: Kind, limits: Limits) -> str:
    """The expression for limits; empty for none."""
    if kind is Kind.DATE:
        return _TODAY if limits.no_future else ""
    measure = MEASURES.get(kind, "")
    parts = [
        f"{measure} {sign} {value}"
        for sign, value in ((">=", limits.least), ("<=", limits.most))
        if value
    ]
    return " and ".join(parts) if measure else ""


def limits_in(kind: Kind, expression: str) -> Limits | None:
    """The limits that an expression means; None where it means something else."""
    if not expression:
        return Limits()
    try:
        tree = parse(expression).tree
    except ExpressionError:
        return None
    if kind is Kind.DATE:
        return Limits(no_future=True) if tree == parse(_TODAY).tree else None
    if kind not in MEASURES:
        return None
    joined = isinstance(tree, Chain) and {op for op, _ in tree.rest} == {"and"}
    parts = (tree.first, *(part for _, part in tree.rest)) if joined else (tree,)  # type: ignore[union-attr]
    found = dict(_limit(part, parse(MEASURES[kind]).tree) for part in parts)
    limits = Limits(found.get(">=", ""), found.get("<=", ""))
    same = bool(limits) and parse(constraint_of(kind, limits)).tree == tree
    return limits if same else None


def _limit(tree: Tree, measure: Path | Call | Tree) -> tuple[str, str]:
    if not isinstance(tree, Chain) or len(tree.rest) != 1 or tree.first != measure:
        return "", ""
    ((operator, value),) = tree.rest
    if isinstance(value, Number):
        return operator, plain_number(value.value)
    if isinstance(value, Negative) and isinstance(value.operand, Number):
        return operator, f"-{plain_number(value.operand.value)}"
    return "", ""


def said_when_not(kind: Kind, limits: Limits) -> str:
    """What a person reads when their answer is outside the limits."""
    least, most = limits.least, limits.most
    if kind is Kind.DATE:
        return "Write a day that has been, not one to come" if limits.no_future else ""
    what = {
        Kind.SELECT_MULTIPLE: ("Choose", ""), Kind.TEXT: ("Write", " letters"),
    }.get(kind, ("Write a number", ""))  # fmt: skip
    verb, unit = what
    number = kind in {Kind.INTEGER, Kind.DECIMAL}
    if least and most:
        return f"{verb} from {least} to {most}{unit}"
    if least:
        return f"{verb} that is {least} or more" if number else f"{verb} at least {least}{unit}"
    if most:
        return f"{verb} that is {most} or less" if number else f"{verb} at most {most}{unit}"
    return ""
