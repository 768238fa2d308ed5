"""A pattern as parts: the spelling that Java, JavaScript and XML Schema share."""

import unicodedata

from pennydrop.rooms.listen.rules.xpath.patterns.classes import ESCAPES, NAMED, either_case
from pennydrop.rooms.listen.rules.xpath.patterns.parts import (
    MANY,
    Ahead,
    Edge,
    Either,
    Letter,
    Part,
    Repeat,
    Row,
    Test,
)
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError

LONGEST = 2_000
DEEPEST = 40
MOST = 1_000
_PLAIN_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "0": "\0"}
_HEX = {"x": 2, "u": 4}


def read(pattern: str) -> Part:
    """The parts of a pattern. Raises ExpressionError for what is no pattern, or one too large."""
    if len(pattern) > LONGEST:
        raise ExpressionError(f"This pattern is longer than {LONGEST:,} characters.")
    reader = _Reader(pattern)
    part = reader.either()
    if reader.left:
        raise reader.wrong("a “)” closes nothing")
    return part


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0
        self.any_case = False
        if pattern.startswith("(?i)"):
            self.any_case, self.at = True, 4

    @property
    def left(self) -> bool:
        return self.at < len(self.pattern)

    def take(self) -> str:
        if not self.left:
            raise self.wrong("it ends too early")
        self.at += 1
        return self.pattern[self.at - 1]

    def takes(self, text: str) -> bool:
        """Whether this comes next; if so, it is taken."""
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def wrong(self, why: str) -> ExpressionError:
        return ExpressionError(f"The pattern cannot be used: {why}.")

    def either(self) -> Part:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong("its brackets are too deep")
        ways = [self._row()]
        while self.takes("|"):
            ways.append(self._row())
        self.depth -= 1
        return ways[0] if len(ways) == 1 else Either(tuple(ways))

    def _row(self) -> Part:
        parts = []
        while self.left and self.pattern[self.at] not in "|)":
            parts.append(self._repeated(self._one()))
        return Row(tuple(parts))

    def _repeated(self, part: Part) -> Part:
        while self.left:
            before = self.at
            bounds = self._bounds()
            if bounds is None:
                break
            least, most = bounds
            if most != MANY and (most < least or most > MOST) or least > MOST:
                raise self.wrong(f"“{self.pattern[before : self.at]}” asks for an odd number")
            part = Repeat(part, least, most)
            if self.takes("+"):
                raise self.wrong("a “+” after how often is not known here")
            self.takes("?")  # as few as can be: the same when the whole text must fit
        return part

    def _bounds(self) -> tuple[int, int] | None:
        for sign, bounds in {"*": (0, MANY), "+": (1, MANY), "?": (0, 1)}.items():
            if self.takes(sign):
                return bounds
        end = self.pattern.find("}", self.at)
        if not self.pattern.startswith("{", self.at) or end < 0:
            return None
        low, comma, high = self.pattern[self.at + 1 : end].partition(",")
        if (
            not low.isascii()
            or not low.isdigit()
            or not (high.isdigit() or not high)
            or len(low + high) > 8
        ):
            return None
        self.at = end + 1
        return int(low), (int(high) if high else MANY) if comma else int(low)

    def _one(self) -> Part:
        letter = self.take()
        if letter == "(":
            return self._group()
        if letter == "[":
            return Letter(self._class())
        if letter == ".":
            return Letter(lambda c: c not in "\n\r\u2028\u2029\x85")
        if letter in "^$":
            return Edge(letter)
        if letter == "\\":
            return self._escaped()
        if letter in "*+?":
            raise self.wrong(f"“{letter}” has nothing before it")
        return Letter(self._exactly(letter))

    def _exactly(self, letter: str) -> Test:
        return either_case(letter) if self.any_case else letter.__eq__

    def _group(self) -> Part:
        wanted: bool | None = None
        if self.takes("?=") or self.takes("?!"):
            wanted = self.pattern[self.at - 1] == "="
        elif self.pattern.startswith(("?<=", "?<!", "?>"), self.at):
            raise self.wrong("looking back is not known here")
        elif self.takes("?<"):
            self.at = self.pattern.find(">", self.at) + 1 or len(self.pattern)
        elif self.takes("?") and not self.takes(":"):
            raise self.wrong("“(?” is followed by something not known here")
        part = self.either()
        if not self.takes(")"):
            raise self.wrong("a “(” is never closed")
        return part if wanted is None else Ahead(part, wanted)

    def _escaped(self) -> Part:
        letter = self.take()
        if letter in "bB":
            return Edge(letter)
        if letter in "AZz":
            return Edge("^" if letter == "A" else "$")
        if letter in "123456789k":
            raise self.wrong("going back to what was found (\\1) is not known here")
        return Letter(self._escape(letter))

    def _escape(self, letter: str) -> Test:
        if letter in ESCAPES:
            return ESCAPES[letter]
        if letter in "pP":
            return self._named(letter == "P")
        return self._exactly(self._plain(letter))

    def _plain(self, letter: str) -> str:
        if letter in _HEX:
            digits = self.pattern[self.at : self.at + _HEX[letter]]
            if len(digits) < _HEX[letter] or set(digits.lower()) - set("0123456789abcdef"):
                raise self.wrong(f"“\\{letter}” needs {_HEX[letter]} digits")
            self.at += len(digits)
            return chr(int(digits, 16))
        if letter in _PLAIN_ESCAPES:
            return _PLAIN_ESCAPES[letter]
        if letter.isascii() and letter.isalnum():
            raise self.wrong(f"“\\{letter}” is not known here")
        return letter

    def _named(self, other: bool) -> Test:
        name = self.take()
        if name == "{":
            end = self.pattern.find("}", self.at)
            if end < 0:
                raise self.wrong("a “{” is never closed")
            name, self.at = self.pattern[self.at : end], end + 1
        test = NAMED.get(name)
        if test is None:
            kind = name.removeprefix("Is").removeprefix("gc=")
            if not 1 <= len(kind) <= 2 or kind[0] not in "LMNPSZC":
                raise self.wrong(f"“\\p{{{name}}}” is not known here")
            return lambda c: unicodedata.category(c).startswith(kind) != other
        return (lambda c: not test(c)) if other else test

    def _class(self) -> Test:
        other = self.takes("^")
        tests: list[Test] = []
        first = True
        while first or not self.takes("]"):
            first = False
            if self.takes("&&"):
                raise self.wrong("“&&” in square brackets is not known here")
            tests.append(self._range() if not self.takes("[") else self._class())
        return lambda c: any(test(c) for test in tests) != other

    def _range(self) -> Test:
        low = self.take()
        if low == "\\":
            letter = self.take()
            if letter in ESCAPES or letter in "pP":
                return self._escape(letter)
            low = "\b" if letter == "b" else self._plain(letter)
        following = self.pattern[self.at : self.at + 2]
        if len(following) < 2 or following[0] != "-" or following[1] in "]\\[":
            return self._exactly(low)
        high = following[1]
        self.at += 2
        if high < low:
            raise self.wrong(f"“{low}-{high}” runs backwards")
        if not self.any_case:
            return lambda c: low <= c <= high
        return lambda c: any(low <= one <= high for one in (c, c.lower(), c.upper()))
