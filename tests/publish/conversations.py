"""Nineteen real conversations, coded by the talk types that came with them, and what a team makes
of them. They are acted and talk types are no themes: they try the machinery, and the edition that
comes of them says so."""

import csv
import os
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path
from re import DOTALL, findall, sub

import pytest

FILE = Path(__file__).parents[2] / "../shared/data/transcripts/counselling_conversations.csv"
# With this in the environment every conversation is read, which takes longer.
ALL = "PENNYDROP_ALL_CONVERSATIONS"
THEMES = {"change": "Talk of change", "sustain": "Talk of going on", "neutral": "Neither of both"}
INSIGHT = "It is heard in short sentences and in long ones."
STORY = "What clients said under this label, side by side. It names a way of talking."
WHO = "Interview, an acted conversation"
ACTED = (
    "The conversations are acted: volunteers and actors play clients in training films that are "
    "public. The labels are no themes. Nothing in this is a finding about drink or drugs."
)
WEIGHED = "Acted conversations: two of us read all of it."


def said(text):
    """Words as a format may wrap them: line ends are spaces."""
    return " ".join(text.split())


class Conversations:
    """The conversations that a test reads: `file` holds them, `quotes` (words by talk type) is what
    the team chooses, `turns` is all that clients said."""

    def __init__(self, folder, *, few, each):
        if not FILE.exists():
            pytest.skip(f"the real conversations are not beside the repository ({FILE.name})")
        with FILE.open(encoding="utf-8-sig", newline="") as rows:
            table = csv.DictReader(rows)
            self.rows, self.headings = list(table), table.fieldnames
        lengths = Counter(row["transcript_id"] for row in self.rows)
        assert len(lengths) == 19
        chosen = sorted(lengths, key=lengths.get)[: None if os.environ.get(ALL) else few]
        self.count = len(chosen)
        self.rows = [row for row in self.rows if row["transcript_id"] in chosen]
        self.file = folder / "conversations.csv"
        write(self.file, self.headings, self.rows)
        self.turns = {row["utterance_text"].strip() for row in self.rows}
        self.quotes = self._choose(each)

    def _choose(self, each):
        """Whole turns on which all annotators agree, from as many conversations as there are."""
        types, times = defaultdict(set), Counter()
        for row in self.rows:
            types[row["utterance_text"].strip()].add(row["client_talk_type"])
            times[row["utterance_text"].strip(), row["transcript_id"]] += 1
        found = {kind: [] for kind in THEMES}
        heard = Counter()
        for kind in THEMES:
            can = [
                (source, words)
                for words, source in times
                if types[words] == {kind} and 60 < len(words) < 240 and "[" not in words
            ]
            for _ in range(each):
                source, words = min(can, key=lambda one: heard[one[0]])
                can.remove((source, words))
                heard[source] += 1
                found[kind].append(words)
        return found

    @property
    def chosen(self):
        return sorted(words for some in self.quotes.values() for words in some)


def write(path, headings, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, headings)
        table.writeheader()
        table.writerows(rows)
    return path


def quoted_in(html):
    """The words of each quote of a web page, without the marks and who said them."""
    blocks = findall(r'<blockquote class="doc-quote.*?<p>(.*?)</p>', html, DOTALL)
    return sorted(said(unescape(sub(r"<[^>]+>", "", block))).strip("“”") for block in blocks)
