"""What the address of a page and the path of an answer mean in a form."""

from pennydrop.rooms.listen.rules.form.model import UPLOADING, Question
from pennydrop.rooms.listen.rules.walking.plan import Plan, Spot
from pennydrop.rooms.listen.rules.walking.tree import MOST_ROUNDS


def spot_at(plan: Plan, address: str) -> tuple[Spot | None, tuple[int, ...]]:
    """The item that an address names, with its rounds; None for an address of no page."""
    parts = address.split("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        return None, ()
    number, *rounds = map(int, parts)
    spot = plan.numbered.get(number)
    fits = spot is not None and len(rounds) == len(spot.placed.repeats) and all(
        1 <= r <= MOST_ROUNDS for r in rounds
    )  # fmt: skip
    return (spot if fits else None), tuple(rounds)


def takes(plan: Plan, path: str) -> bool:
    """Whether an answer can be kept at a path: a question that asks, or an open repeat."""
    spot = item_spot(plan, path)
    if spot is None or path.count("[") != len(spot.placed.repeats):
        return False
    return spot.open_repeat or (isinstance(spot.item, Question) and spot.item.asks)


def suggests(plan: Plan, path: str) -> bool:
    """Whether the form suggests an answer at a path, so that a blank is an answer too."""
    spot = item_spot(plan, path)
    item = spot.item if spot else None
    return isinstance(item, Question) and bool(item.default or item.calculation)


def asks_for_file(plan: Plan, path: str) -> bool:
    """Whether the answer at a path may come with a file."""
    spot = item_spot(plan, path)
    item = spot.item if spot else None
    return isinstance(item, Question) and item.kind in UPLOADING


def item_spot(plan: Plan, path: str) -> Spot | None:
    """The item that a path means, whatever its rounds."""
    plain = "/".join(step.partition("[")[0] for step in path.split("/"))
    return plan.at.get(f"/{plan.form.root}/{plain}")
