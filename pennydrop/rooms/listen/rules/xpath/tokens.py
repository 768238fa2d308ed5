"""An expression cut into its smallest pieces, as XPath 1.0 (3.7, Lexical Structure) says."""

import re
from dataclasses import dataclass
from typing import Literal

from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError

Kind = Literal["number", "text", "name", "variable", "named", "operator", "sign", "end"]

# A letter or "_" first; then digits, "-" and "." too. [^\W\d] is a letter in any script.
_PART = r"[^\W\d][\w.\-·\u0300-\u036f]*"
_PIECES = re.compile(
    rf"""(?P<space>[\s\ufeff]+)
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<named>\$\{{\s*(?:last-saved\#)?[^\s{{}}]+\s*\}})
    |(?P<variable>\${_PART}(?::{_PART})?)
    |(?P<name>{_PART}(?::(?!:)(?:{_PART}|\*))?|\*)
    |(?P<sign>//|::|\.\.|!=|<=|>=|[/.@\[\](),|+\-=<>])""",
    re.VERBOSE,
)
_OPERATORS = frozenset({"and", "or", "mod", "div", "*"})
_SIGNS_THAT_JOIN = frozenset({"/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="})
# After one of these, a name is a name; after anything else, `and`, `*` and so on are operators.
_OPENING = _SIGNS_THAT_JOIN | {"@", "::", "(", "[", ","}
_HINTS = {
    "“": "Use straight quotes, ' or \", and not curly ones.",
    "”": "Use straight quotes, ' or \", and not curly ones.",
    "‘": "Use straight quotes, ' or \", and not curly ones.",
    "’": "Use straight quotes, ' or \", and not curly ones.",
    "'": "This quote is never closed.",
    '"': "This quote is never closed.",
    "&": "Write “and” in words.",
    "!": "Write “!=” for “is not”, or not( ) around a condition.",
    "$": "Write ${name}, with the name of a question between curly brackets.",
    "{": "Write ${name}, with the name of a question between curly brackets.",
    "≤": "Write “<=”.",
    "≥": "Write “>=”.",
    "≠": "Write “!=”.",
    "−": "Write a plain minus, “-”.",
    "–": "Write a plain minus, “-”.",
    "×": "Write “*”.",
    "÷": "Write “div”.",
    "%": "Write “mod” for what is left over, or divide by 100 for percent.",
    ";": "Write a comma between what a function is given.",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. `column` counts characters from 1."""

    kind: Kind
    text: str
    column: int


def tokens_of(text: str) -> list[Token]:
    """Every piece of an expression, with an end mark. Raises ExpressionError at what is none."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _PIECES.match(text, at)
        if match is None:
            hint = _HINTS.get(text[at], "Take it out, or put it in quotes.")
            raise ExpressionError(f"“{text[at]}” cannot stand here. {hint}", at + 1)
        if match.lastgroup != "space":
            found.append(_token(match, found))
        at = match.end()
    found.append(Token("end", "", len(text) + 1))
    return found


def _token(match: re.Match[str], before: list[Token]) -> Token:
    kind, text = match.lastgroup, match.group()
    column = match.start() + 1
    if kind == "number":
        return Token("number", text, column)
    if kind == "text":
        return Token("text", text[1:-1], column)
    if kind == "named":
        return Token("named", text[2:-1].strip(), column)
    if kind == "variable":
        return Token("variable", text[1:], column)
    if kind == "name":
        return _name(text, column, before)
    return Token("operator" if text in _SIGNS_THAT_JOIN - {"/", "//"} else "sign", text, column)


def _name(text: str, column: int, before: list[Token]) -> Token:
    """A name, or the operator that is spelled like one: that depends on what came before it."""
    if text in _OPERATORS and before:
        last = before[-1]
        if not (last.kind == "operator" or (last.kind == "sign" and last.text in _OPENING)):
            return Token("operator", text, column)
    return Token("name", text, column)
