"""Numbers to call or text, as a claim's own words name them.

The number is read from the sentence that people signed: there is no second place in which a
digit could be wrong.
"""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\d-])(?:999|111|116 ?123|0\d{2,4}(?: ?\d{2,4}){1,4})(?![\d-])", re.ASCII
)
_TEXT = re.compile(r"\b([A-Z]{3,10}) to (\d{5})\b", re.ASCII)


@dataclass(frozen=True)
class Call:
    """Something to press. `href` is a `tel:` or `sms:` address, `label` what the button says."""

    href: str
    label: str

    @property
    def number(self) -> str:
        """The same where there is no room for a verb."""
        return self.label.removeprefix("Call ")

    @property
    def word(self) -> str:
        """What to text, where it is no call; `to` is then the number."""
        return self.label.split()[1] if self.href.startswith("sms:") else ""

    @property
    def to(self) -> str:
        return self.label.rpartition(" ")[2]


def calls_in(text: str) -> tuple[Call, ...]:
    """Every number that the words name, each once, in the order in which they name it."""
    found = {one.start(): _call(one[0]) for one in _NUMBER.finditer(text)}
    found |= {
        one.start(): Call(f"sms:{one[2]}?body={one[1]}", f"Text {one[1]} to {one[2]}")
        for one in _TEXT.finditer(text)
    }
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def _call(number: str) -> Call:
    return Call(f"tel:{number.replace(' ', '')}", f"Call {number}")
