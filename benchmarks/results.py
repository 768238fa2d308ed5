"""The page of results, in parts: each benchmark writes its own and leaves the others alone."""

import re
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"
PARTS = (
    "taguette",
    "peers",
    "agreement",
    "answers",
    "forms",
    "suggestions",
    "identifiers",
    "edition",
    "pages",
    "scale_sqlite",
    "scale_postgresql",
)
_PART = re.compile(r"<!-- part: (\w+) -->\n(.*?)(?=<!-- part: |\Z)", re.S)


def write_part(name: str, text: str, page: Path = RESULTS) -> None:
    """Put `text` (Markdown) in place of this part. Raises ValueError for a part not in PARTS."""
    if name not in PARTS:
        raise ValueError(f"No part of the results is called {name}.")
    held = dict(_PART.findall(page.read_text(encoding="utf-8"))) if page.exists() else {}
    held[name] = text.strip() + "\n\n"
    parts = (f"<!-- part: {part} -->\n{held[part]}" for part in PARTS if part in held)
    page.write_text("".join(parts).rstrip() + "\n", encoding="utf-8")
