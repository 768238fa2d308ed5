"""The key of a block: how it is found again when it was moved or rewritten."""

import secrets
from collections.abc import Sequence

LONGEST_KEY = 20


class BadKeys(ValueError):
    """There is not one key for each block, or one stands twice."""


def new_key() -> str:
    return secrets.token_hex(6)


def keys_by_place(count: int) -> tuple[str, ...]:
    """The keys of a revision from before blocks had any: each its place then."""
    return tuple(f"place-{number}" for number in range(1, count + 1))


def check_keys(keys: Sequence[str], count: int) -> None:
    """Raise BadKeys unless there is one for each of `count` blocks and none stands twice."""
    if len(keys) != count or len(set(keys)) != count:
        raise BadKeys(f"{count} blocks need as many keys, each another.")
    if not all(0 < len(key) <= LONGEST_KEY for key in keys):
        raise BadKeys("A key is short and not empty.")
