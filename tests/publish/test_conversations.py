"""All nineteen real conversations become an edition by command, from the file to the folder, and
each quote in each form equals its passage, letter by letter."""

import csv
import io
import zipfile

import pytest

from pennydrop.core.documents.word import paragraphs
from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.understand.models import Coding, Quote
from pennydrop.web.cli import main
from tests.publish.conversations import (
    ACTED,
    COUNT,
    INSIGHT,
    STORY,
    THEMES,
    WEIGHED,
    WHO,
    Conversations,
    quoted_in,
    said,
    write,
)
from tests.publish.test_taken_back import pdf_text

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
STUDY = "Talking about drink and drugs"
AGREED = "take_part=yes,analyse=yes,quote=yes,publish=yes"


@pytest.fixture
def pennydrop(monkeypatch, capsys):
    """Type a command; whoever is asked at one says yes. Returns what it prints."""
    monkeypatch.setattr("pennydrop.web.management.ready.migrate", lambda say: None)
    monkeypatch.setattr("builtins.input", lambda question: "y")

    def typed(*words, fails=False):
        done = main([str(word) for word in words])
        told = capsys.readouterr()
        assert bool(done) == fails, told.err
        return told.err if fails else told.out

    return typed


@pytest.fixture
def talks(tmp_path, request):
    return Conversations(tmp_path, few=getattr(request, "param", COUNT))


@pytest.fixture
def quotes(talks):
    return talks.spread(each=5)


@pytest.fixture
def chosen(pennydrop, talks, quotes, owner, colleague, organisation, tmp_path):
    """Brought in with their codes, three themes written, passages chosen for each."""
    pennydrop("study", "create", STUDY, "--substance", "alcohol", "--organisation", "Marsh Lane")
    told = pennydrop(
        "project", "import", STUDY, talks.file, "--fidelity", "word_for_word", "--names-out",
        "--consent", AGREED,
    )  # fmt: skip
    assert "the code from “client_talk_type”" in told and f"{talks.count} sources" in told
    themes = [{"title": THEMES[kind], "codes": kind, "insight": INSIGHT, "narrative": STORY}
              for kind in THEMES]  # fmt: skip
    rows = [{"theme": THEMES[kind], "words": words, "attribution": WHO}
            for kind, some in quotes.items() for words in some]  # fmt: skip
    table = write(tmp_path / "themes.csv", list(themes[0]), themes)
    pennydrop("themes", "import", STUDY, table, "--by", "ros")
    table = write(tmp_path / "quotes.csv", list(rows[0]), rows)
    pennydrop("quotes", "choose", STUDY, table, "--by", "ros")
    return table


@pytest.fixture
def folder(pennydrop, chosen, tmp_path):
    """Signed by two, drafted with the team's own limits, tried, proposed, released, written."""
    for who in ("ros", "dev"):
        assert "Signed: 15 of 15" in pennydrop("quotes", "sign", STUDY, "--by", who)
    (tmp_path / "limits.md").write_text("{{limits}}\n\n" + ACTED, encoding="utf-8")
    pennydrop("findings", "start", STUDY, "--texts", tmp_path, "--by", "ros")
    assert "Nobody has tried" in pennydrop("findings", "check", STUDY, fails=True)
    tried = ("--who", "A neighbour", "--with", "search,news", "--minutes", 30)
    pennydrop("findings", "tried", STUDY, *tried, "--by", "ros")
    assert "Not yet" in pennydrop("findings", "propose", STUDY, "--by", "ros", fails=True)
    pennydrop("findings", "propose", STUDY, "--weighed", WEIGHED, "--by", "ros")
    assert "let you publish" in pennydrop("findings", "sign", STUDY, "--by", "ros", fails=True)
    pennydrop("findings", "sign", STUDY, "--by", "dev")
    pennydrop(
        "findings", "write", STUDY, tmp_path / "out", "--by", "dev", "--site", "https://x.example"
    )
    return tmp_path / "out"


def test_each_quote_equals_its_passage_in_every_file(folder, talks, quotes):
    """And the edition says by itself that its labels were given elsewhere."""
    files = {path.suffix: path.read_bytes() for path in folder.iterdir()}
    assert set(files) == {".html", ".pdf", ".docx", ".txt", ".zip"}
    chosen = sorted(words for some in quotes.values() for words in some)
    wanted = [said(words) for words in chosen]
    assert talks.count == 19 and len(wanted) == 15 and set(chosen) <= talks.turns
    assert quoted_in(files[".html"].decode()) == sorted(wanted)
    with zipfile.ZipFile(io.BytesIO(files[".zip"])) as packed:
        rows = csv.DictReader(io.StringIO(packed.read("quotes.csv").decode("utf-8-sig")))
        told = sorted(row["words"].removeprefix("'") for row in rows)
    assert told == chosen, "in a table words stand as they were said, line ends too"
    text = said(files[".txt"].decode())
    word = said("\n".join(paragraph.text for paragraph in paragraphs(files[".docx"])))
    printed = "".join(pdf_text(files[".pdf"]).split())
    for words in wanted:
        assert f"“{words}”" in text and f"“{words}”" in word
        assert "".join(f"“{words}”".split()) in printed, "paper breaks lines where it must"
    _says_what_it_is(text, files[".html"].decode())


def _says_what_it_is(text, page):
    assert said(ACTED) in text
    assert "had been given their labels elsewhere, before they came to us" in text
    assert "It is no theme, and what they did not listen for cannot be found by it." in text
    assert "<script" not in page and 'src="' not in page and "<link" not in page
    assert HandCopy.objects.filter(what="Files of edition 1 of the findings").exists()


@pytest.mark.parametrize("talks", [8], indirect=True)
def test_words_that_stand_nowhere_or_in_another_theme_are_not_chosen(pennydrop, chosen, quotes):
    assert Coding.objects.exists() and Quote.objects.count() == 15
    for theme, words in (
        ("Talk of change", "Nobody in it ever said this."),
        ("Talk of change", quotes["neutral"][0]),
        ("No such theme", quotes["change"][0]),
    ):
        row = {"theme": theme, "words": words}
        table = write(chosen.with_name("wrong.csv"), list(row), [row])
        told = pennydrop("quotes", "choose", STUDY, table, "--by", "ros", fails=True)
        assert "Nothing was chosen" in told
    assert Quote.objects.count() == 15


def test_whoever_may_not_is_told_so(pennydrop, study, owner, worker, stranger):
    for who, why in (("sam", "Your role here"), ("stranger", "stranger: "), ("no", "Nobody signs")):
        assert why in pennydrop("quotes", "sign", study.title, "--by", who, fails=True)
        assert why in pennydrop("findings", "start", study.title, "--by", who, fails=True)


def test_one_person_does_not_release_alone(pennydrop, told, draft, owner):
    title = told.card.title
    why = ("--why-not", "Everybody in this test is invented.")
    pennydrop("findings", "tried", title, *why, "--by", "dev")
    assert "Nothing is proposed" in pennydrop("findings", "sign", title, "--by", "dev", fails=True)
    pennydrop("findings", "propose", title, "--weighed", WEIGHED, "--by", "dev")
    assert "somebody else" in pennydrop("findings", "sign", title, "--by", "dev", fails=True)
    assert "Nothing is released" in pennydrop(
        "findings", "write", title, "nowhere", "--by", "dev", fails=True
    )
