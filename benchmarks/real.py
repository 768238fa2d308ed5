"""Nineteen real conversations, where they stand beside the repository, for both sides."""

import csv
from pathlib import Path

from benchmarks.invented import page_of

FILE = (
    Path(__file__).parents[1] / "../shared/data/transcripts/counselling_conversations.csv"
).resolve()


def pages() -> dict[str, str]:
    """Each conversation as HTML, a paragraph for each utterance (one annotator's row of it)."""
    seen: set[tuple[str, str]] = set()
    turns: dict[str, list[str]] = {}
    with FILE.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            key = (row["transcript_id"], row["utterance_id"])
            if key not in seen:
                seen.add(key)
                said = f"{row['interlocutor']}: {row['utterance_text'].strip()}"
                turns.setdefault(row["transcript_id"], []).append(said)
    return {f"Conversation {key}": page_of(tuple(said)) for key, said in turns.items()}
