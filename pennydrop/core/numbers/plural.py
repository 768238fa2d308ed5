"""A count with its noun, as people say it."""


def plural(count: int, one: str, more: str = "") -> str:
    """`count` with what is counted: "1 quote", "2 quotes". `one` may hold the verb, which turns
    with the noun; then `more` says both for other counts: ("quote was", "quotes were")."""
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"
