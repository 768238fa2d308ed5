"""Translations as a file that translators' tools open (.po), and back.

Above each translated text stands who answers for it, in one fixed form:

    # translated by Mair Evans on 2026-01-03; confirmed by Ann Jones on 2026-01-05

Without that line nothing is taken in, and nothing that is shipped is shown.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from pennydrop.core.ui.languages import Entries, PageLanguage
from pennydrop.rooms.inform.rules.translations import (
    BadTranslation,
    Source,
    Wording,
    check_forms,
    check_name,
)

_RECORD = re.compile(
    r"translated by (?P<translator>[^;]+) on (?P<on>\d{4}-\d\d-\d\d)"
    r"(?:; confirmed by (?P<reader>[^;]+) on (?P<read_on>\d{4}-\d\d-\d\d))?"
)
_PLURALS = {"cy": "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"}


@dataclass(frozen=True)
class Entry:
    """A translated text of a file, with the line on which it begins."""

    line: int
    source: Source
    wording: Wording


@dataclass(frozen=True)
class Refused:
    """What is not taken in, and why."""

    line: int
    english: str
    why: str


def written_file(
    sources: Iterable[Source], wordings: Mapping[str, Wording], language: PageLanguage
) -> str:
    """Every text as a .po file, with what is there for it by `Source.mark`. What nobody has
    confirmed yet is marked as unsure."""
    file = polib.POFile(wrapwidth=100)
    file.header = f"Pennydrop, {language.own}. Translated by the people who are named, by hand."
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language.code,
        "Plural-Forms": _PLURALS.get(language.code, "nplurals=2; plural=(n != 1);"),
    }
    file.extend(_written(source, wordings.get(source.mark)) for source in sources)
    return str(file)


def _written(source: Source, wording: Wording | None) -> polib.POEntry:
    forms = wording.forms if wording else ()
    entry = polib.POEntry(
        msgid=source.english,
        msgctxt=source.context or None,
        comment=source.sort.value,
        tcomment=_record(wording) if wording else "",
        occurrences=[(source.place, "")],
        flags=["python-format"] if "%(" in source.english + source.plural else [],
    )
    if wording and not wording.shown:
        entry.flags.append("fuzzy")
    if source.plural:
        entry.msgid_plural = source.plural
        entry.msgstr_plural = dict(enumerate(forms)) or {0: "", 1: ""}
    else:
        entry.msgstr = forms[0] if forms else ""
    return entry


def _record(wording: Wording) -> str:
    said = f"translated by {wording.translator} on {wording.on}"
    return said + (f"; confirmed by {wording.reader} on {wording.read_on}" if wording.shown else "")


def read_file(
    text: str, sources: Iterable[Source], language: PageLanguage
) -> tuple[list[Entry], list[Refused]]:
    """What a file says, checked against the texts that pages have today. Texts that it leaves empty
    are passed over. Raises BadTranslation where it cannot be read at all."""
    known = {(source.context, source.english): source for source in sources}
    entries: list[Entry] = []
    refused: list[Refused] = []
    for one in _entries(text):
        try:
            entries.append(_entry(one, known, language))
        except BadTranslation as why:
            refused.append(Refused(one.linenum or 0, one.msgid, str(why)))
    return entries, refused


def read_shipped(path: Path) -> Entries:
    """What is shipped, but for texts without both names above them."""
    if not path.is_file():
        return {}
    found = {}
    for one in _entries(path.read_text(encoding="utf-8")):
        record = _RECORD.fullmatch(one.tcomment.strip())
        if record and record["reader"] and "fuzzy" not in one.flags:
            found[(one.msgctxt or "", one.msgid)] = _forms(one)
    return found


def _entries(text: str) -> list[polib.POEntry]:
    """The entries with words in them."""
    try:
        file = polib.pofile(text)
    except (OSError, ValueError, UnicodeError) as problem:
        raise BadTranslation(f"This is no .po file: {problem}") from problem
    return [one for one in file if not one.obsolete and any(_forms(one))]


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    if entry.msgid_plural:
        return tuple(text for _, text in sorted(entry.msgstr_plural.items()))
    return (entry.msgstr,)


def _entry(
    one: polib.POEntry, known: Mapping[tuple[str, str], Source], language: PageLanguage
) -> Entry:
    source = known.get((one.msgctxt or "", one.msgid))
    if source is None or source.plural != one.msgid_plural:
        raise BadTranslation("No page has this text any more.")
    record = _RECORD.fullmatch(one.tcomment.strip())
    if record is None:
        raise BadTranslation("Say above it who wrote it: # translated by NAME on YYYY-MM-DD")
    forms = check_forms(source, _forms(one), language.forms)
    wording = Wording(
        forms, check_name(record["translator"]), _day(record["on"]),
        record["reader"] or "", _day(record["read_on"]) if record["read_on"] else "",
    )  # fmt: skip
    return Entry(one.linenum or 0, source, wording)


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as problem:
        raise BadTranslation(f"{text} is no day.") from problem
