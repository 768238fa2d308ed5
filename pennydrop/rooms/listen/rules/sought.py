"""What somebody types to find a source: a pseudonym, or the name that a source has here."""

import re
from dataclasses import dataclass

_PERSON = re.compile(r"(?P<letter>[pf])\s*0*(?P<number>\d{1,9})")
_NUMBER = re.compile(r"0*(?P<number>\d{1,9})")
_SOURCE = re.compile(r"(?P<kind>[a-z]+(?: [a-z]+)?) ?0*(?P<number>\d{1,9})")
_KINDS = {
    "interview": "interview",
    "focus group": "focus_group",
    "group": "focus_group",
    "survey answer": "survey",
    "survey": "survey",
    "answer": "survey",
}


@dataclass(frozen=True)
class Sought:
    """`person`: the number of somebody (`staff`: F2, else P014); `number`: that of a source, of
    this `kind` ("" any). Both where a bare number was typed; neither where it meant nothing."""

    person: int | None = None
    staff: bool = False
    kind: str = ""
    number: int | None = None


def read_sought(typed: str) -> Sought:
    """What is sought by "P014", "f2", "Interview 7" or "14"."""
    text = " ".join(typed.casefold().split())
    if found := _PERSON.fullmatch(text):
        return Sought(person=int(found["number"]), staff=found["letter"] == "f")
    if found := _NUMBER.fullmatch(text):
        return Sought(person=int(found["number"]), number=int(found["number"]))
    if (found := _SOURCE.fullmatch(text)) and found["kind"] in _KINDS:
        return Sought(kind=_KINDS[found["kind"]], number=int(found["number"]))
    return Sought()
