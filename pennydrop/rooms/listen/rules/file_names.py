"""Names of files that words came in: kept short, and without the folders they lay in."""

import unicodedata

LONGEST = 200


def tidy_name(name: str) -> str:
    """The name alone: no folders before it, no control characters (Unicode category C, which also
    holds marks that turn the direction of writing), at most 200 code points. "" where nothing is
    left."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in last)
    return " ".join(shown.split())[:LONGEST]
