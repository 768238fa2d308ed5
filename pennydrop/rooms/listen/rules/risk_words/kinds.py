"""The kinds of risk, most pressing first, and how pressing each is for a human reader."""

from collections.abc import Collection
from enum import Enum


class Kind(Enum):
    """What words can suggest. The order is the order in which help is shown."""

    OVERDOSE = "overdose"
    BREATHING = "breathing"
    SUICIDE = "suicide"
    CHILD = "child in danger"
    HURT_BY_SOMEBODY = "hurt by somebody"
    SELF_HARM = "self-harm"
    BODY = "needs a doctor today"


# Level of a concern (the words of core.concerns) that each kind asks for. BODY is missing on
# purpose: blood in the urine is said in many stories about ketamine, help is shown for it, and a
# safeguarding lead who cannot know who wrote can add nothing.
LEVELS = {
    Kind.OVERDOSE: "immediate",
    Kind.BREATHING: "immediate",
    Kind.SUICIDE: "immediate",
    Kind.CHILD: "somebody at risk",
    Kind.HURT_BY_SOMEBODY: "somebody at risk",
    Kind.SELF_HARM: "risk",
}


def opens_concern(kinds: Collection[Kind]) -> str | None:
    """The level of the concern that these kinds open together, or None where they open none."""
    found = [LEVELS[kind] for kind in Kind if kind in kinds and kind in LEVELS]
    for level in ("immediate", "somebody at risk", "risk"):
        if level in found:
            return level
    return None


def pressing(kinds: Collection[Kind]) -> str:
    """The kinds in words, for the summary that a safety concern starts with."""
    return ", ".join(kind.value for kind in Kind if kind in kinds)
