"""Counts of the held-out set, as its README.md gives them: `python -m training.counting`."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from training.reading import DIRECT, HELD_OUT, INDIRECT, STYLES, Passage, Weight, held_out

README = HELD_OUT / "README.md"
BEGIN, END = "<!-- counted -->\n", "<!-- /counted -->\n"
NHS_WEIGHTS = range(10, 1, -1)
TIMES = {"double": 2, "triple": 3}
SAID = {"zero": "0", "nought": "0", "oh": "0", "o": "0", "hundred": "00"} | {
    word: str(digit)
    for digit, word in enumerate("one two three four five six seven eight nine".split(), start=1)
}


def main(arguments: list[str]) -> int:
    written = README.read_text(encoding="utf-8")
    told = with_counts(written, counts(held_out()))
    if "--write" in arguments:
        README.write_text(told, encoding="utf-8")
        return 0
    print("The counts hold." if told == written else f"{README} is out of date: give --write.")
    return int(told != written)


def with_counts(page: str, text: str) -> str:
    """The page with `text` in place of what stands between the two marks."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{text}{END}{after}"


def counts(passages: Sequence[Passage]) -> str:
    """Tables in Markdown: by style, type and group of name, and each NHS number."""
    marks = [mark for passage in passages for mark in passage.marks]
    types = Counter(mark.type for mark in marks)
    groups = Counter(mark.culture for mark in marks if mark.culture)
    wanted = [*sorted(DIRECT), *sorted(INDIRECT)]
    return "\n".join(
        [
            *by_style(passages),
            "",
            *table(("type", "marks"), [(kind, types[kind]) for kind in wanted]),
            "",
            *table(("group of names", "marks"), sorted(groups.items())),
            "",
            *table(("passage", "NHS number", "check digit"), nhs_numbers(passages)),
            "",
        ]
    )


def by_style(passages: Sequence[Passage]) -> list[str]:
    rows: list[Sequence[object]] = [
        style_row(style, [each for each in passages if each.style == style]) for style in STYLES
    ]
    head = ("style", "passages", "clean", "with a direct one", *(weight.value for weight in Weight))
    return table(head, [*rows, style_row("all", passages)])


def style_row(name: str, passages: Sequence[Passage]) -> tuple[object, ...]:
    found = Counter(mark.weight for passage in passages for mark in passage.marks)
    exposed = sum(bool(passage.of(Weight.DIRECT)) for passage in passages)
    clean = sum(passage.clean for passage in passages)
    return (name, len(passages), clean, exposed, *(found[weight] for weight in Weight))


def nhs_numbers(passages: Iterable[Passage]) -> list[tuple[str, str, str]]:
    return [
        (passage.id, passage.surface(mark), "right" if checks(passage.surface(mark)) else "wrong")
        for passage in passages
        for mark in passage.marks
        if mark.type == "nhs"
    ]


def checks(number: str) -> bool:
    """Whether the last of ten digits is the NHS number's check digit (modulus 11, NHS Data
    Dictionary)."""
    digits = [int(digit) for digit in digits_of(number)]
    if len(digits) != 10:
        return False
    left = 11 - sum(a * b for a, b in zip(digits, NHS_WEIGHTS, strict=False)) % 11
    return left % 11 == digits[9] and left != 10


def digits_of(said: str) -> str:
    """The digits of a number that is written or said: "double oh, nine hundred" is 00900."""
    digits, times = "", 1
    for part in re.findall(r"oh|o(?=[o\d\s])|[a-z]+|\d", said.lower()):
        if part in TIMES:
            times = TIMES[part]
        else:
            digits, times = digits + SAID.get(part, part) * times, 1
    return digits


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    ruled = ["---"] * len(head)
    return [f"| {' | '.join(map(str, row))} |" for row in (head, ruled, *rows)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
