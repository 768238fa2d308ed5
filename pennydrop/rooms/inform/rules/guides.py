"""Whom a guide is for, and where it stands in the list."""

import re
from dataclasses import dataclass
from enum import StrEnum

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Door(StrEnum):
    """The list a guide stands in, worded as its heading."""

    NOW = "Right now"
    ME = "For me"
    OTHERS = "For somebody I care about"
    WORK = "For my work"


class Reader(StrEnum):
    """Who reads it. Words for professionals may be harder than those for anybody."""

    ANYBODY = "anybody"
    PROFESSIONAL = "professional"


@dataclass(frozen=True)
class GuideHead:
    """What a list of guides shows of one. `summary` is a sentence."""

    slug: str
    title: str
    summary: str
    door: Door
    reader: Reader = Reader.ANYBODY
    place: int = 0


class BadGuide(ValueError):
    """Something about a guide cannot be. The message says what, in a sentence."""


def check_head(head: GuideHead) -> None:
    """Raise BadGuide unless the guide can be found and named."""
    if not _SLUG.fullmatch(head.slug) or len(head.slug) > 60:
        raise BadGuide("The address may hold small letters, figures and single hyphens.")
    if not head.title.strip():
        raise BadGuide("Give the guide a title.")
    if not head.summary.strip():
        raise BadGuide("Say in a sentence what the guide is for.")
