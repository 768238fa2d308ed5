"""Nineteen real conversations, coded by the talk types that came with them, and what a team makes
of them. They are acted and talk types are no themes: they try the machinery, and the edition that
comes of them says so."""

import csv
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path
from re import DOTALL, findall, sub

import pytest

FILE = Path(__file__).parents[2] / "../shared/data/transcripts/counselling_conversations.csv"
COUNT = 19
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
    """The conversations that a test reads, all or the `few` shortest: `file` holds them, `turns` is
    all that was said in them, and `fit` (by talk type) what a team could quote: whole turns of some
    length on which all annotators agree, each with the conversation it stands in."""

    def __init__(self, folder, *, few=COUNT):
        if not FILE.exists():
            pytest.skip(f"the real conversations are not beside the repository ({FILE.name})")
        with FILE.open(encoding="utf-8-sig", newline="") as rows:
            table = csv.DictReader(rows)
            self.rows, self.headings = list(table), table.fieldnames
        lengths = Counter(row["transcript_id"] for row in self.rows)
        assert len(lengths) == COUNT
        chosen = sorted(lengths, key=lengths.get)[:few]
        self.count = len(chosen)
        self.rows = [row for row in self.rows if row["transcript_id"] in chosen]
        self.file = folder / "conversations.csv"
        write(self.file, self.headings, self.rows)
        self.turns = {row["utterance_text"].strip() for row in self.rows}
        self.fit = self._fit()

    def _fit(self):
        types, places = defaultdict(set), {}
        for row in self.rows:
            words = row["utterance_text"].strip()
            types[words].add(row["client_talk_type"])
            places.setdefault(words, row["transcript_id"])
        return {
            kind: {
                words: place
                for words, place in places.items()
                if types[words] == {kind} and 60 < len(words) < 240 and "[" not in words
            }
            for kind in THEMES
        }

    def spread(self, each):
        """So many quotes of each talk type, from as many conversations as there are."""
        heard = Counter()
        return {
            kind: [self._next(can, heard) for can in [dict(self.fit[kind])] for _ in range(each)]
            for kind in THEMES
        }

    def _next(self, can, heard):
        words = min(can, key=lambda one: heard[can[one]])
        heard[can.pop(words)] += 1
        return words


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
