"""What is shipped in another language: two named people answer for each text of it."""

import datetime as dt
import re

import polib
import pytest

from pennydrop.core.ui.languages import OTHERS
from pennydrop.rooms.inform.queries.spoken import SHIPPED
from pennydrop.rooms.inform.queries.translation_files import read_file
from pennydrop.rooms.inform.queries.translations import sources

FILES = sorted(SHIPPED.rglob("*.po"))
_NAMED = re.compile(
    r"translated by (?P<one>[^;]+) on (\S+); confirmed by (?P<other>[^;]+) on (\S+)"
)


def without_two_names(text):
    """The entries nobody, or only one person, answers for."""
    for entry in polib.pofile(text):
        named = _NAMED.fullmatch(entry.tcomment.strip())
        two = named and named["one"].casefold() != named["other"].casefold()
        if (entry.msgstr or any(entry.msgstr_plural.values())) and not (
            two and "fuzzy" not in entry.flags
        ):
            yield entry.msgid


def test_each_language_has_a_file_and_nothing_else_lies_beside_it():
    there = [str(file.relative_to(SHIPPED)) for file in SHIPPED.rglob("*") if file.is_file()]
    assert there == [f"{code}/LC_MESSAGES/django.po" for code in OTHERS]


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_every_shipped_text_has_two_names_and_fits_a_page(file):
    text = file.read_text(encoding="utf-8")
    assert list(without_two_names(text)) == []
    known = sources(today=dt.date(2026, 3, 2))
    _, refused = read_file(text, known, OTHERS[file.parts[-3]])
    assert refused == []


@pytest.mark.parametrize(
    "record",
    [
        "",
        "# translated by Mair on 2026-01-03\n",
        "# translated by Mair on 2026-01-03; confirmed by mair on 2026-01-05\n",
        "# by a machine\n",
        "# translated by Mair on 2026-01-03; confirmed by Ann on 2026-01-05\n#, fuzzy\n",
    ],
)
def test_a_text_without_them_is_found(record):
    head = 'msgid ""\nmsgstr ""\n\n'
    assert list(without_two_names(f'{head}{record}msgid "Yes"\nmsgstr "X"\n')) == ["Yes"]
    signed = "# translated by Mair on 2026-01-03; confirmed by Ann on 2026-01-05\n"
    assert list(without_two_names(f'{head}{signed}msgid "Yes"\nmsgstr "X"\n')) == []
