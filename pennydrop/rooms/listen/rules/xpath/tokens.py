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
_OPERATOR = re.compile(r"and|or|mod|div|\*")
_BETWEEN = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">="})
# After one of these, or an operator, a name is a name; else `and`, `*` and so on are operators.
_OPENING = frozenset({"/", "//", "@", "::", "(", "[", ","})
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
        if match.lastgroup == "name" and _goes_on(found):
            match = _OPERATOR.match(text, at) or match
        if match.lastgroup != "space":
            found.append(_token(match))
        at = match.end()
    found.append(Token("end", "", len(text) + 1))
    return found


def _goes_on(before: list[Token]) -> bool:
    """Whether an operator is due: then `and` is no name, and `5or2` three pieces."""
    if not before or before[-1].kind == "operator":
        return False
    return not (before[-1].kind == "sign" and before[-1].text in _OPENING)


def _token(match: re.Match[str]) -> Token:
    kind, text, column = match.lastgroup, match.group(), match.start() + 1
    if kind is None:
        return Token("operator", text, column)
    if kind == "number":
        return Token("number", text, column)
    if kind == "text":
        return Token("text", text[1:-1], column)
    if kind == "named":
        return Token("named", text[2:-1].strip(), column)
    if kind == "variable":
        return Token("variable", text[1:], column)
    if kind == "name":
        return Token("name", text, column)
    return Token("operator" if text in _BETWEEN else "sign", text, column)
