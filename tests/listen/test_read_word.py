"""Word documents: their words in order, and every way in which one can be wrong or hostile."""

import io
import struct
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.documents import word
from pennydrop.rooms.listen.queries.reading import columns_of, read_upload
from pennydrop.rooms.listen.rules.transcripts.turns import Turn, Unreadable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def document_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def changed(data: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The archive with one part changed, or left out where the change gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.infolist():
            part: bytes | None = old.read(entry)
            if entry.filename == name:
                part = change(part or b"")
            if part is not None:
                new.writestr(entry.filename, part)
    return out.getvalue()


def test_paragraphs_become_turns_with_their_places() -> None:
    data = document_of("Talk", "", "P1:\tHello\nyou", "and more", "Interviewer: And?", "P1: Yes.")
    assert read_upload("talk.docx", data)[""].turns == (
        Turn("", "Talk", "paragraph 1"),
        Turn("P1", "Hello\nyou\nand more", "paragraph 3"),
        Turn("Interviewer", "And?", "paragraph 5"),
        Turn("P1", "Yes.", "paragraph 6"),
    )


def test_notes_are_one_turn_a_paragraph_line_breaks_kept() -> None:
    turns = read_upload("notes.docx", document_of("One\ntwo", "three"))[""].turns
    assert turns == (Turn("", "One\ntwo", "paragraph 1"), Turn("", "three", "paragraph 2"))


def test_a_table_of_number_time_speaker_and_words() -> None:
    document = docx.Document()
    document.add_paragraph("Focus group")
    table = document.add_table(rows=0, cols=4)
    for cells in (
        ("1", "0:01", "Ann", "Hi.\nAll."),
        ("2", "0:05", "Ben", "Yes."),
        ("3", "", "Ann", "So."),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    assert read_upload("group.docx", saved(document))[""].turns == (
        Turn("", "Focus group", "paragraph 1"),
        Turn("Ann", "Hi.\nAll.", "table 1, row 1"),
        Turn("Ben", "Yes.", "table 1, row 2"),
        Turn("Ann", "So.", "table 1, row 3"),
    )


def test_suggested_changes_links_and_wrappers_keep_their_words() -> None:
    document = docx.Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f'<w:sdt {W}><w:sdtContent><w:p><w:r><w:t xml:space="preserve">I </w:t></w:r>'
            '<w:ins w:id="1" w:author="x"><w:r><w:t>never</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="x"><w:r><w:delText>always</w:delText>'
            "<w:t>often</w:t></w:r></w:del>"
            '<w:r><w:t xml:space="preserve"> </w:t><w:noBreakHyphen/><w:tab/>'
            "<w:t>slept</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    assert [p.text for p in word.paragraphs(saved(document)) if p.text] == ["I never \u2011\tslept"]


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_upload(name, data)
    message = str(caught.value)
    assert message.startswith(name) and message.endswith(".")
    return message


def test_a_word_document_under_another_name_is_read() -> None:
    assert read_upload("talk.txt", document_of("P1: Yes."))[""].turns[0].text == "Yes."


def test_broken_off_documents_are_refused() -> None:
    data = document_of("P1: Yes.")
    for length in (4, 10, len(data) // 2, len(data) - 30):
        assert "damaged" in refused("cut.docx", data[:length])


def archive(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        if first:
            new.writestr("mimetype", first)
        for name in names:
            new.writestr(name, "x")
    return out.getvalue()


def test_other_archives_are_named() -> None:
    odt = archive("content.xml", first=b"application/vnd.oasis.opendocument.text")
    assert "zip archive with the name of a Word document" in refused("a.docx", archive("b.txt"))
    assert "OpenDocument" in refused("a.docx", odt)
    assert "OpenDocument" in refused("a.odt", odt)
    assert "Excel" in refused("a.csv", archive("xl/workbook.xml"))
    assert "zip archive;" in refused("a.zip", archive("a.txt"))
    with pytest.raises(Unreadable, match="Word document and not a table"):
        columns_of("a.csv", document_of("x"))


def test_broken_parts_are_named_with_their_line() -> None:
    data = changed(document_of("x"), "word/document.xml", lambda part: part[:-20])
    assert "word/document.xml, line" in refused("a.docx", data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused(encoding: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    data = changed(document_of("x"), "word/document.xml", lambda _: bomb.encode(encoding))
    assert "document type declaration" in refused("a.docx", data)


def test_zip_bombs_are_refused_before_they_unpack() -> None:
    data = changed(document_of("x"), "word/document.xml", lambda part: part + b" " * word.MAX_XML)
    assert len(data) < 200_000
    assert "unpacks to far more" in refused("a.docx", data)
    many = changed(
        document_of("x"),
        "word/document.xml",
        lambda part: part.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * word.MAX_ELEMENTS),
    )
    assert "unpacks to far more" in refused("a.docx", many)
    picture = changed(
        document_of("x"), "docProps/thumbnail.jpeg", lambda _: bytes(word.MAX_UNPACKED)
    )
    assert "unpacks to far more" in refused("a.docx", picture)


def test_a_declared_size_that_lies_does_not_unpack_more() -> None:
    data = bytearray(
        changed(document_of("x"), "word/document.xml", lambda part: part + b" " * word.MAX_XML)
    )
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as old:
        size = old.getinfo("word/document.xml").file_size
    data = data.replace(struct.pack("<L", size), struct.pack("<L", 500))
    assert "damaged" in refused("a.docx", bytes(data))


def test_too_many_parts_and_locked_parts_are_refused() -> None:
    many = archive("word/document.xml", *(f"{n}" for n in range(word.MAX_ENTRIES)))
    assert "more than 2,000 parts" in refused("a.docx", many)
    locked = bytearray(document_of("x"))
    at = -1
    while (at := locked.find(b"PK\x01\x02", at + 1)) >= 0:
        locked[at + 8] |= 1
    assert "password" in refused("a.docx", bytes(locked))


def test_a_document_without_its_relations_is_refused() -> None:
    for part in ("[Content_Types].xml", "_rels/.rels"):
        assert "not a Word document that can be read" in refused(
            "a.docx", changed(document_of("x"), part, lambda _: None)
        )
    with pytest.raises(word.NotWord, match="is missing"):
        word.paragraphs(archive("a.xml"))


def test_a_document_without_words_is_refused() -> None:
    assert "no words" in refused("a.docx", document_of("", " "))


GOOD = document_of("P1: Yes.", "Interviewer: And?", "P1: No.")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_documents_raise_nothing_but_unreadable(data: st.DataObject) -> None:
    names = zipfile.ZipFile(io.BytesIO(GOOD)).namelist()
    name = data.draw(st.sampled_from(names))

    def damage(part: bytes) -> bytes:
        start = data.draw(st.integers(0, len(part)))
        end = data.draw(st.integers(start, min(len(part), start + 40)))
        return part[:start] + data.draw(st.binary(max_size=8)) + part[end:]

    whole = data.draw(st.booleans())
    broken = damage(GOOD) if whole else changed(GOOD, name, damage)
    try:
        read_upload("a.docx", broken)
    except Unreadable as reason:
        assert str(reason).startswith("a.docx")
