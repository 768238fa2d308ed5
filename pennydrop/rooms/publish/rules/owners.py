"""Who must act, as a recommendation words it, and whom that names."""

import re

_MANY = re.compile(
    r"(?:every|all|each|any|both|several|many|most|those|whoever|every(?:body|one))\b"
    r"|.*(?:,| and )",
    re.IGNORECASE,
)
_PLURAL = re.compile(r".*[^s]s", re.IGNORECASE)


def names_one(who: str) -> bool:
    """Whether the words may be one owner's name. Many cannot promise together: each is asked by
    itself. In doubt they do not: a name left out is typed, one too many would stand in public.

    >>> names_one("The county partnership"), names_one("Every surgery in the county")
    (True, False)
    """
    said = who.strip()
    return bool(said) and not _MANY.match(said) and not _PLURAL.fullmatch(said)
