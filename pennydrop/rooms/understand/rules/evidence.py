"""How strong a theme's evidence is and where it is thin, in sentences. Never a score: a number
would be read as proof, and one person who was there can outweigh ten who were not."""

from collections.abc import Mapping
from dataclasses import dataclass

FEW = 3
KINDS_IN_WORDS = {
    "interview": "in interviews",
    "focus_group": "in focus groups",
    "survey": "in survey answers",
}


@dataclass(frozen=True)
class Heard:
    """What a theme rests on. `people` and `of`: kind of source -> how many people say it, and how
    many were heard in that way at all; `everyone` counts each person once. `passages` in all,
    `most` of them from one person; `coders` who coded them; `contrary` cases chosen, and whether
    somebody `looked` and found none."""

    people: Mapping[str, int]
    of: Mapping[str, int]
    everyone: int
    passages: int = 0
    most: int = 0
    coders: int = 0
    contrary: int = 0
    looked: bool = False


@dataclass(frozen=True)
class Evidence:
    """What speaks for relying on it, and what to be careful about."""

    strengths: tuple[str, ...]
    limits: tuple[str, ...]


def weigh(heard: Heard) -> Evidence:
    return Evidence(tuple(_strengths(heard)), tuple(_limits(heard)))


def _strengths(heard: Heard) -> list[str]:
    told = [kind for kind, count in heard.people.items() if count]
    said = []
    if heard.everyone >= FEW:
        parts = [_of(heard, kind) for kind in told]
        said.append(f"{_people(heard.everyone)} say it: {_listed(parts)}.")
    if len(told) > 1:
        said.append(
            f"It was heard in {'all three ways' if len(told) == 3 else 'two different ways'} of "
            "asking, so it does not hang on one of them."
        )
    if heard.coders > 1:
        said.append(f"{heard.coders} of you coded it.")
    if heard.contrary:
        cases = "case is" if heard.contrary == 1 else "cases are"
        said.append(f"{heard.contrary} contrary {cases} written beside it.")
    elif heard.looked:
        said.append("Somebody looked for what speaks against it and found nothing.")
    return said


def _limits(heard: Heard) -> list[str]:
    if not heard.everyone:
        return ["Nobody's words carry it yet."]
    said = []
    if heard.everyone < FEW:
        said.append(f"Only {_people(heard.everyone)} {_say(heard.everyone)} it.")
    silent = [k for k, asked in heard.of.items() if asked and not heard.people.get(k)]
    said += [f"Nobody {KINDS_IN_WORDS[kind]} says it, though we asked there." for kind in silent]
    unasked = [kind for kind, asked in heard.of.items() if not asked]
    if unasked:
        said.append(f"We asked nobody {_listed([KINDS_IN_WORDS[k] for k in unasked], 'or')}.")
    if heard.everyone > 1 and heard.passages > FEW and 2 * heard.most > heard.passages:
        said.append("More than half of the passages come from one person.")
    if heard.coders == 1:
        said.append("One of you coded all of it.")
    if not heard.contrary and not heard.looked:
        said.append("Nobody has looked yet for what speaks against it.")
    return said


def _of(heard: Heard, kind: str) -> str:
    return f"{heard.people[kind]} of {heard.of.get(kind, 0)} {KINDS_IN_WORDS[kind]}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _say(count: int) -> str:
    return "says" if count == 1 else "say"


def _listed(parts: list[str], last: str = "and") -> str:
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
