"""What a translation has to keep of the English, and how it stands in a file."""

import pytest

from pennydrop.core.ui.languages import WELSH
from pennydrop.rooms.inform.queries.translation_files import (
    read_file,
    read_shipped,
    written_file,
)
from pennydrop.rooms.inform.rules.translations import (
    BadTranslation,
    Sort,
    Source,
    Wording,
    check_forms,
    check_name,
)

DAY = Source("Read %(day)s on <b>paper</b>.", "inform/a.html")
LINES = Source("A line of yours.", "listen/b.html", plural="%(lines)s lines of yours.")
CALL = Source("Call 0808 808 2234.", "claim dan", sort=Sort.HELP)
NUMBERS = WELSH.forms


@pytest.mark.parametrize(
    ("source", "forms", "why"),
    [
        (DAY, ["<b>x</b>"], "%(day)s is missing"),
        (DAY, ["<b>x</b> %(day)s %(name)s"], "%(name)s is not in the English"),
        (DAY, ["x %(day)s"], "<b> has to stand as often"),
        (DAY, ["<b>x</b> %(day)s <script>"], "<script> has to stand as often"),
        (DAY, ["<b>x</b> %(day)s 5 %"], "as %%"),
        (DAY, ['<b>x</b> %(day)s "y"'], "“ or ”"),
        (DAY, ["<b>x</b> %(day)s a < b"], "in place of <"),
        (DAY, ["<b>x</b> %(day)s\u202e"], "cannot be seen"),
        (DAY, [" "], "Write the words"),
        (DAY, ["x", "y"], "1 forms"),
        (LINES, ["x"], "4 forms"),
        (LINES, ["x", "x", "x", "%(lines)s x"], ""),
        (LINES, ["x", "x", "%(lines)s x", "x"], "For 8 and 11: %(lines)s is missing"),
        (CALL, ["Ffoniwch 0808 808 2243."], "has to stand as often"),
        (CALL, ["Ffoniwch."], "The number 08088082234"),
        (CALL, ["Ffoniwch 08088082234."], ""),
    ],
)  # fmt: skip
def test_what_would_break_or_falsify_a_page_is_refused(source, forms, why):
    if not why:
        check_forms(source, forms, NUMBERS)
        return
    with pytest.raises(BadTranslation, match=".*") as told:
        check_forms(source, forms, NUMBERS)
    assert why in str(told.value)


@pytest.mark.parametrize("name", ["", "  ", "a;b", "x" * 81, "<b>"])
def test_nobody_signs_without_a_name(name):
    with pytest.raises(BadTranslation):
        check_name(name)


def test_a_text_is_named_by_its_very_words():
    assert DAY.mark == Source(DAY.english, "elsewhere").mark
    assert DAY.mark != Source(DAY.english + " ").mark
    assert DAY.mark != Source(DAY.english, context="a list").mark


def wording(*forms, reader="Ann Jones"):
    return Wording(forms, "Mair Evans", "2026-01-03", reader, "2026-01-05" if reader else "")


def test_a_file_comes_back_as_it_went():
    words = {
        DAY.mark: wording("<b>x</b> %(day)s"),
        LINES.mark: wording("a", "b", "%(lines)s c", "%(lines)s d", reader=""),
    }
    text = written_file([DAY, LINES, CALL], words, WELSH)
    entries, refused = read_file(text, [DAY, LINES, CALL], WELSH)
    assert refused == []
    assert {one.source.mark: one.wording for one in entries} == words


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("# translated by Mair Evans on 2026-01-03; confirmed by Ann Jones on 2026-01-05\n", ""),
         "who wrote it"),
        (("2026-01-03", "2026-02-31"), "no day"),
        (("msgid \"Read", "msgid \"Reads"), "No page has this text"),
        (("msgstr \"<b>x</b> %(day)s\"", "msgstr \"<b>x</b>\""), "%(day)s is missing"),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_refused_with_its_place(change, why):
    text = written_file([DAY], {DAY.mark: wording("<b>x</b> %(day)s")}, WELSH)
    assert change[0] in text
    entries, refused = read_file(text.replace(*change), [DAY], WELSH)
    assert entries == []
    assert why in refused[0].why
    assert refused[0].line > 1


@pytest.mark.parametrize("text", ["\x00", "msgid", "<html>"])
def test_what_is_no_file_of_translations_is_refused(text):
    with pytest.raises(BadTranslation):
        read_file(text, [DAY], WELSH)


def test_what_is_shipped_without_both_names_is_not_shown(tmp_path):
    file = tmp_path / "django.po"
    signed, alone = Source("Yes"), Source("No")
    words = {signed.mark: wording("X"), alone.mark: wording("Y", reader="")}
    file.write_text(written_file([signed, alone, DAY], words, WELSH))
    assert read_shipped(file) == {("", "Yes"): ("X",)}
    assert read_shipped(tmp_path / "none.po") == {}
