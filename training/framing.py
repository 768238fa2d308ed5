"""Makes frames of marked passages: `python -m training.framing FOLDER OUT`.

Passages that a writer marks before seeing any frame or list say how the finder does on writing
that it has never met (`measuring.measure_finder`). When that is known they may teach. A name that
means nothing else becomes a hole, so that another stands there each time; words that are names
here and something else there stay written out, for they are the lesson.
"""

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path

from pennydrop.rooms.understand.rules.identifiers import lists
from pennydrop.rooms.understand.rules.identifiers.words import keys_of
from training.reading import LOOKALIKE, Mark, Passage, held_out

_LABELS = {"name": "person", "nhs": "nhs_number", "street": "address", "venue": "organisation"}
_PLAIN_NAME = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]{2,}){0,2}")
_PLAIN_PHONE = re.compile(r"[\d ]+")
_TITLE = re.compile(
    r"(?:Mrs?|Ms|Miss|Dr|Prof|PC|DC|Sgt|Rev|Fr|Father|Sister|Canon)\.? $", re.IGNORECASE
)
_TITLE_REACH = 8
_PEOPLE = "abcdefghij"


@dataclass
class _Holes:
    """The holes of one frame so far: who has which letter, which place or phone which number."""

    people: dict[str, str] = field(default_factory=dict)
    numbered: dict[tuple[str, str], str] = field(default_factory=dict)

    def person(self, name: str, titled: bool) -> str | None:
        """The hole of a name, or None where ten people stand in the frame already."""
        first = name.lower().split()[0]
        known = next((c for n, c in self.people.items() if first in (n, n.split()[0])), None)
        if known is None and len(self.people) == len(_PEOPLE):
            return None
        letter = known or self.people.setdefault(name.lower(), _PEOPLE[len(self.people)])
        form = ".full" if " " in name else ".last" if titled else ""
        return f"{{{letter}{form}}}"

    def other(self, kind: str, words: str) -> str | None:
        """`{place}`, `{place2}` …; None after nine."""
        mine = [hole for (of, _), hole in self.numbered.items() if of == kind]
        if (kind, words.lower()) not in self.numbered and len(mine) == 9:
            return None
        name = f"{{{kind}{len(mine) + 1 if mine else ''}}}"
        return self.numbered.setdefault((kind, words.lower()), name)


def framed(passage: Passage) -> str:
    """A passage as a frame, with its head."""
    holes, parts, last = _Holes(), [], 0
    for mark in passage.marks:
        parts.append(passage.text[last : mark.start])
        parts.append(_hole(passage, mark, holes))
        last = mark.end
    parts.append(passage.text[last:])
    return f"--- {passage.style}\n{''.join(parts)}\n"


def _hole(passage: Passage, mark: Mark, holes: _Holes) -> str:
    words = passage.surface(mark)
    if mark.type == LOOKALIKE:
        return words
    hole = None
    if mark.type == "name" and _only_a_name(words, mark):
        before = passage.text[max(0, mark.start - _TITLE_REACH) : mark.start]
        hole = holes.person(words, bool(_TITLE.search(before)))
    elif mark.type == "place" and " " not in words:
        hole = holes.other("place", words)
    elif mark.type == "phone" and _PLAIN_PHONE.fullmatch(words):
        hole = holes.other("phone", words)
    return hole or f"{{{_LABELS.get(mark.type, mark.type)}={words}}}"


def _only_a_name(words: str, mark: Mark) -> bool:
    plain = mark.culture != "nickname" and _PLAIN_NAME.fullmatch(words)
    return bool(plain) and not any(map(lists.has_senses, keys_of(words)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=Path, help="a folder of marked passages")
    parser.add_argument("out", type=Path, help="a file of frames")
    asked = parser.parse_args()
    asked.out.write_text("\n".join(map(framed, held_out(asked.passages))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
