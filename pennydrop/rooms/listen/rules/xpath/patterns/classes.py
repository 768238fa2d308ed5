"""Named kinds of characters. \\d, \\w and \\s are those of Java and JavaScript: ASCII."""

from pennydrop.rooms.listen.rules.xpath.patterns.parts import Test

_SPACES = " \t\n\r\f\v"


def is_digit(c: str) -> bool:
    return "0" <= c <= "9"


def is_word(c: str) -> bool:
    return c == "_" or (c.isascii() and c.isalnum())


def is_space(c: str) -> bool:
    return c in _SPACES


def either_case(letter: str) -> Test:
    folded = letter.casefold()
    return lambda c: c.casefold() == folded


ESCAPES: dict[str, Test] = {
    "d": is_digit,
    "D": lambda c: not is_digit(c),
    "w": is_word,
    "W": lambda c: not is_word(c),
    "s": is_space,
    "S": lambda c: not is_space(c),
}
NAMED: dict[str, Test] = {
    "Alpha": lambda c: c.isascii() and c.isalpha(),
    "Digit": is_digit,
    "Alnum": lambda c: c.isascii() and c.isalnum(),
    "Lower": lambda c: "a" <= c <= "z",
    "Upper": lambda c: "A" <= c <= "Z",
    "Punct": lambda c: c.isascii() and c.isprintable() and not c.isalnum() and c != " ",
    "Space": is_space,
    "ASCII": str.isascii,
    "IsAlphabetic": str.isalpha,
    "IsDigit": str.isdecimal,
}
