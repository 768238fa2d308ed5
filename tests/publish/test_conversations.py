"""Nineteen real conversations, coded by the talk types that came with them, become an edition: in
every form each quote equals its passage, letter by letter. The conversations are acted and talk
types are no themes: this tests the machinery."""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path

import pytest

from pennydrop.core.documents.word import paragraphs
from pennydrop.rooms.publish.public import publish_study
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.rules.quoting import Words
from tests.publish.releasing import FIRST, SECOND, TRIED
from tests.publish.test_downloads import words_of
from tests.publish.test_taken_back import pdf_text

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FILE = Path(__file__).parents[2] / "../shared/data/transcripts/counselling_conversations.csv"
TYPES = {"change": "Talk of change", "sustain": "Talk of going on", "neutral": "Neither"}
QUOTES_EACH = 6


def conversations():
    """id -> its utterances in order: who, words, and the type most annotators gave it."""
    found = defaultdict(dict)
    with FILE.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            key, said = int(row["utterance_id"]), found[row["transcript_id"]]
            turn = said.setdefault(key, (row["interlocutor"], row["utterance_text"], Counter()))
            turn[2][row["client_talk_type"]] += 1
    return {
        name: [(who, text, max(sorted(types), key=types.get)) for _, (who, text, types)
               in sorted(turns.items()) if text.strip()]
        for name, turns in found.items()
    }  # fmt: skip


def quotable(words):
    """Long enough to be recognised again in a page, short enough to be quoted."""
    return 60 < len(words) < 240 and "[" not in words


@pytest.fixture
def coded(study, make_text, at):
    """The study with every client utterance coded; returns the words of the quotes by type."""
    if not FILE.exists():
        pytest.skip(f"the real conversations are not beside the repository ({FILE.name})")
    codes = {
        kind: make_code(study=study.pk, name=name, by="user:1", at=at).pk
        for kind, name in TYPES.items()
    }
    places = defaultdict(list)
    told = conversations()
    assert len(told) == 19
    for name, turns in told.items():
        spoken = [("Interviewer" if who == "therapist" else f"C{name}", t) for who, t, _ in turns]
        text = make_text(study, "interview", spoken)
        for number, (who, words, kind) in enumerate(turns):
            if who == "client" and kind in codes:
                start, end = text.place(number, words.strip()) if quotable(words) else (0, 0)
                if end:
                    add_coding(text=text.id, code=codes[kind], start=start, end=end, by="u", at=at)
                    places[kind].append((text.id, start, end, words.strip()))
    return codes, places


def quotes_of(study, coded, at):
    codes, places = coded
    words = []
    for kind, found in places.items():
        theme = make_theme(
            study=study.pk, title=TYPES[kind], insight=f"{TYPES[kind]} is heard in many ways.",
            narrative="What clients said, by the label that annotators gave it.",
            codes=[codes[kind]], by="user:1", at=at,
        )  # fmt: skip
        step = max(1, len(found) // QUOTES_EACH)
        for source, start, end, said in found[::step][:QUOTES_EACH]:
            made = make_quote(
                theme=theme.pk, source=source, pieces=[Words(start, end)],
                attribution="Interview, somebody in an acted conversation", by="user:1", at=at,
            )  # fmt: skip
            for who in ("user:1", "user:2"):
                sign_quote(quote=made, by=who, at=at)
            words.append(said)
    return words


def test_each_quote_equals_its_passage_in_every_form(study, coded, client, at):
    words = quotes_of(study, coded, at)
    assert len(words) >= 15
    done = publish_study(
        study=study.pk, weighed="Acted conversations, for a test of the machinery.",
        tried=TRIED,
        by=FIRST, second=SECOND, at=at,
    )  # fmt: skip
    assert done.edition, "\n".join(done.blocks)
    address = done.edition.address
    page = words_of(unescape(client.get(address).content.decode()))
    for said in words:
        assert f"“{said}”" in page or words_of(f"“{said}”") in page
    text = words_of(client.get(f"{address}report.txt").content.decode())
    word = words_of(
        "\n".join(p.text for p in paragraphs(client.get(f"{address}report.docx").content))
    )
    with zipfile.ZipFile(io.BytesIO(client.get(f"{address}data.zip").content)) as packed:
        rows = csv.DictReader(io.StringIO(packed.read("quotes.csv").decode("utf-8-sig")))
        told = sorted(row["words"].removeprefix("'") for row in rows)
    assert told == sorted(words)
    printed = pdf_text(client.get(f"{address}report.pdf").content)
    for said in words:
        once = words_of(f"“{said}”")
        assert once in text and once in word
        assert "".join(once.split()) in "".join(printed.split())
