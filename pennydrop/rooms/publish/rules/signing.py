"""A second signature by somebody without an account: who may give it, and what they must say."""

from dataclasses import dataclass
from uuid import UUID

SHORTEST_WHY = 10


class BadAnswer(ValueError):
    """Something is missing in what a guest said. `field`: which; the message says what."""

    def __init__(self, field: str, said: str) -> None:
        self.field = field
        super().__init__(said)


@dataclass(frozen=True)
class Outside:
    """Somebody without an account, as they give their name and role. `link`: what let them in."""

    link: UUID
    name: str
    role: str


def check_somebody_else(name: str, proposed_by: str) -> None:
    """Raise BadAnswer where a second person bears the name of the first.

    >>> check_somebody_else("Ana  Ruiz ", "ana ruiz")
    Traceback (most recent call last):
    pennydrop.rooms.publish.rules.signing.BadAnswer: Two people release: this name proposed it.
    """
    if _plain(name) == _plain(proposed_by):
        raise BadAnswer("name", "Two people release: this name proposed it.")


def check_outside(who: Outside, proposed_by: str) -> None:
    """Raise BadAnswer for a signature that does not say who gives it."""
    if not who.name.strip():
        raise BadAnswer("name", "Say your name.")
    if not who.role.strip():
        raise BadAnswer("role", "Say what you do, and where.")
    check_somebody_else(who.name, proposed_by)


def check_declined(why: str) -> None:
    """Raise BadAnswer for a no without a reason."""
    if len(why.strip()) < SHORTEST_WHY:
        raise BadAnswer("why", "Say in a sentence why not, so that they can put it right.")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
