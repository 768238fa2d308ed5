"""The three ways to analyse, and what each of them offers. What a study does not offer is hidden:
a count of agreement is an answer to a question that reflexive analysis does not ask."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType


class Approach(Enum):
    """How a study analyses, worded as in listen's record of the study."""

    REFLEXIVE = "reflexive thematic"
    CODEBOOK = "codebook"
    FRAMEWORK = "framework"


class Tool(StrEnum):
    """Something that only some approaches offer."""

    JOURNAL = "journal"
    CONTRARY = "contrary"
    AGREEMENT = "agreement"
    SATURATION = "saturation"
    SUGGESTIONS = "suggestions"
    MATRIX = "matrix"


_COUNTING = frozenset({Tool.AGREEMENT, Tool.SATURATION, Tool.SUGGESTIONS})

OFFERED: Mapping[Approach, frozenset[Tool]] = MappingProxyType(
    {
        Approach.REFLEXIVE: frozenset({Tool.JOURNAL, Tool.CONTRARY}),
        Approach.CODEBOOK: _COUNTING,
        Approach.FRAMEWORK: _COUNTING | {Tool.MATRIX},
    }
)

EXPLAINED: Mapping[Approach, str] = MappingProxyType(
    {
        Approach.REFLEXIVE: "You read closely and build themes from what you notice. Who reads "
        "matters, so you keep a journal of what you bring and look for cases that speak against "
        "each theme. Nothing is counted to prove that two people see the same.",
        Approach.CODEBOOK: "The team agrees on a list of codes and what each one means, and "
        "everybody codes with it. Comparing two people's coding shows where the list is unclear.",
        Approach.FRAMEWORK: "You set up a table: people down the side, themes along the top, and "
        "a short summary in each cell. It suits a team with a clear question and many voices.",
    }
)

NOT_HERE: Mapping[Tool, str] = MappingProxyType(
    {
        Tool.JOURNAL: "A reflexivity journal",
        Tool.CONTRARY: "A prompt for contrary cases with each theme",
        Tool.AGREEMENT: "Figures of agreement between coders",
        Tool.SATURATION: "The saturation curve",
        Tool.SUGGESTIONS: "Suggested codes",
        Tool.MATRIX: "The table of people by themes",
    }
)


class BadApproach(Exception):
    """No such approach, the one that the study has already, or no reason for the change."""


def approach_of(name: str) -> Approach:
    """The approach of this name; a name that nobody knows reads as a codebook study's."""
    try:
        return Approach(name)
    except ValueError:
        return Approach.CODEBOOK


def offered(approach: Approach, tool: Tool) -> bool:
    return tool in OFFERED[approach]


def check_change(now: Approach, wanted: str, reason: str) -> Approach:
    """The approach to change to. Raises BadApproach."""
    if wanted not in {one.value for one in Approach}:
        raise BadApproach("Choose one of the three ways to analyse.")
    if Approach(wanted) is now:
        raise BadApproach("The study works in this way already.")
    if not reason.strip():
        raise BadApproach("Say why you change it. The reason stays in the decision trail.")
    return Approach(wanted)
