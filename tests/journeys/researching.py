"""A peer researcher: brings in Word files, takes names out, codes, writes a theme, signs."""

import re
from pathlib import Path

import docx
from playwright.sync_api import expect

from pennydrop.web.demo import content
from tests.browser import Seat

STUDY = "Ketamine in the county"
INTERVIEWER = "Interviewer or facilitator (staff)"
TRY = Path(content.__file__).parent / "content" / "try"
DECIDED = "before => +document.getElementById('review').dataset.decided > before"


def as_word(name: str, folder: Path) -> Path:
    """One of the try-out interviews as the Word file that somebody would have."""
    document = docx.Document()
    for line in (TRY / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(folder / f"{name}.docx"))
    return folder / f"{name}.docx"


def room(desk: Seat, name: str) -> None:
    """One of the study's pages, by the rows at the top."""
    rows = desk.tab.get_by_role("navigation")
    desk.leads(rows.get_by_role("link", name=name, exact=True))


def understand(desk: Seat, page: str) -> None:
    room(desk, "Understand")
    desk.follow(STUDY)
    if page:
        room(desk, page)


def opens(desk: Seat, title: str) -> None:
    """A source: in the workspace once its names are out, before that where they are taken out."""
    understand(desk, "")
    # The list shows fifty at a time.
    desk.tab.get_by_label("Person or source").fill(title)
    desk.press("Find", within=desk.tab.get_by_role("search", name="Sources"))
    desk.leads(desk.tab.get_by_role("row").get_by_role("link", name=title, exact=True))
    expect(desk.tab.locator("h1")).to_have_text(title)


def brings_in(desk: Seat, files: list[Path], speakers: list[str]) -> list[str]:
    """Says who is who and that all is word for word. Returns the new sources' titles."""
    room(desk, "Listen")
    desk.follow(STUDY)
    desk.follow("Bring in interviews")
    desk.tab.get_by_label("Your files").set_input_files(files)
    desk.press("Read the files")
    desk.follow("Say who is who")
    desk.tab.get_by_role("group", name="What are they?").get_by_label("Interview").check()
    how = desk.tab.get_by_role("group", name="How were the words written down?")
    how.get_by_label("Word for word").check()
    _speaker(desk, "Ros", INTERVIEWER)
    for speaker in speakers:
        _speaker(desk, speaker, "A new participant")
    desk.press("Bring them in")
    desk.tab.get_by_text(f"{len(files)} sources brought in.").wait_for()
    return re.findall(r"Interview \d+", desk.words)


def _speaker(desk: Seat, label: str, who: str) -> None:
    desk.tab.get_by_label(re.compile(f"^{label}")).first.select_option(label=who)


def attaches_paper_consent(desk: Seat, people: int, folder: Path, day: str) -> list[str]:
    """In bulk, from a table, for the newest participants. Returns their pseudonyms."""
    desk.follow("Next: note what they agreed to on paper")
    # Whoever has nothing noted yet comes first.
    names = [name.split("\n")[0] for name in desk.tab.locator("tbody th").all_inner_texts()]
    scopes = "take_part,analyse,quote,publish,keep,contact_again"
    rows = [f"{name},yes,yes,yes,yes,yes,no" for name in names[:people]]
    table = folder / "consents.csv"
    table.write_text("\n".join([f"pseudonym,{scopes}", *rows]), encoding="utf-8")
    desk.tab.get_by_label("Your table").set_input_files(table)
    desk.press("Read the table")
    assert f"{people} people read" in desk.words and "Nothing is saved yet" in desk.words
    desk.tab.get_by_label("Day on the paper").fill(day)
    desk.press("Save what changed")
    assert f"of {people} people changed" in desk.tab.locator("body").inner_text()
    return names[:people]


def takes_names_out(desk: Seat, title: str, still: dict[str, str]) -> str:
    """By keyboard alone: each suggestion is accepted, what was missed is added, then signed.

    `still` says what stands for words that the finder may have missed. Returns the result side.
    """
    opens(desk, title)
    while _count(desk, "decided") < _count(desk, "found"):
        accepts_next(desk)
    for words, surrogate in still.items():
        if words in result(desk):
            _hides_too(desk, words, surrogate)
    read = result(desk)
    desk.press("Sign and go to the next")
    expect(desk.tab.locator("h1")).not_to_have_text(title)
    return read


def accepts_next(desk: Seat) -> None:
    """Two keys: the next name that is not decided, and hide it as suggested."""
    before = _count(desk, "decided")
    desk.tab.keyboard.press("j")
    desk.tab.keyboard.press("Enter")
    desk.tab.wait_for_function(DECIDED, arg=before)


def result(desk: Seat) -> str:
    return "\n".join(desk.tab.locator(".result .said").all_inner_texts())


def _count(desk: Seat, name: str) -> int:
    return int(desk.tab.locator("#review").get_attribute(f"data-{name}") or 0)


def _hides_too(desk: Seat, words: str, surrogate: str) -> None:
    before = _count(desk, "decided")
    desk.tab.keyboard.press("a")
    desk.tab.keyboard.type(words)
    desk.tab.keyboard.press("Tab")
    desk.tab.keyboard.type(surrogate)
    desk.tab.keyboard.press("Enter")
    desk.tab.wait_for_function(DECIDED, arg=before)
