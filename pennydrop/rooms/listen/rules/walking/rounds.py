"""One more round of a repeat, or one fewer: which answers move where."""

from collections.abc import Iterable, Mapping

from pennydrop.rooms.listen.rules.walking.tree import MOST_ROUNDS, rounds_said


def added(answers: Mapping[str, str], path: str) -> str:
    """What is stored at a repeat's path once it has one round more."""
    return str(min(rounds_said(answers, path) + 1, MOST_ROUNDS))


def removed(paths: Iterable[str], repeat: str, number: int) -> dict[str, str | None]:
    """Where each answer inside the repeat goes when one round is taken out: a new path for those
    of later rounds, None for those of the round itself. Other paths are not named."""
    moves: dict[str, str | None] = {}
    for path in paths:
        if not path.startswith(f"{repeat}["):
            continue
        digits, _, rest = path[len(repeat) + 1 :].partition("]")
        if digits.isdigit() and int(digits) >= number:
            later = int(digits) > number
            moves[path] = f"{repeat}[{int(digits) - 1}]{rest}" if later else None
    return moves
