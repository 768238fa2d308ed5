"""The Word file has real headings, lists and styles, and says what its pictures show."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from pennydrop.core.documents.blocks import Callout, CalloutKind, Prose
from pennydrop.core.documents.copies import Copy
from pennydrop.core.documents.word import paragraphs
from pennydrop.core.documents.word_copies import write_copy
from tests.core.every_block import every_block, everything_given

LITERAL = "#eval(\"1\") *b* & <w:p> ]]> 'x'"
PROSE = "# Inner\n\n1. one\n2. two [here](/how)\n\n- a\n  - b\n\n> said\n\n`code`\n\n1. anew"
ADDRESS = "https://pennydrop.example/f/1/status/"
COPY = Copy(
    title="What helped",
    subtitle="Findings",
    organisation="Riverside Peer Project",
    date=dt.date(2026, 6, 4),
    blocks=every_block(LITERAL, prose=PROSE, points="point"),
    resolve=everything_given(LITERAL),
    edition=2,
    address=ADDRESS,
    site="https://pennydrop.example",
    invented=True,
)


@pytest.fixture(scope="module")
def made():
    return write_copy(COPY)


@pytest.fixture(scope="module")
def word(made):
    return docx.Document(io.BytesIO(made))


def styled(word, name):
    return [p.text for p in word.paragraphs if p.style.name == name]


def test_headings_are_headings_and_never_jump(word):
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert len(levels) == 4 and levels[0] == 1
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))
    assert styled(word, "Heading 1") == [f"1  {LITERAL}", f"2  {LITERAL}"]


def test_quotes_stand_in_a_style_of_their_own(word):
    assert styled(word, "Quote") == [
        "said", f"“{LITERAL}”", "“It was […] [the clinic] that asked 💔”",
        "Removed at the person’s wish.", "tired",
    ]  # fmt: skip
    assert styled(word, "Quote source")[-1] == "Notes"
    assert "canary" not in "".join(p.text for p in word.paragraphs)


def test_lists_are_lists_and_a_second_one_begins_anew(word):
    assert styled(word, "List Bullet")[-1] == "a" and styled(word, "List Bullet 2") == ["b"]
    numbered = [p for p in word.paragraphs if p.style.name == "List Number"]
    assert [p.text for p in numbered] == ["one", "two here", "anew"]
    ids = [p._p.pPr.numPr.numId.val for p in numbered]
    assert ids[0] == ids[1] != ids[2]


def test_a_list_in_a_box_stands_inside_it():
    help_ = Callout(
        CalloutKind.HELP, "Now", "Ring:\n\n- **999**\n  - or walk in\n\n1. one\n\n   more"
    )
    made = docx.Document(io.BytesIO(write_copy(replace(COPY, blocks=[help_]))))
    named = [p.text for p in made.paragraphs].index("Now")
    box = made.styles["Help"].element.pPr
    items = made.paragraphs[named + 2 : named + 5]
    assert [p.text for p in items] == ["999", "or walk in", "one"]
    for item in items:
        own = item._p.pPr
        for tag in ("w:pBdr", "w:shd"):
            assert drawn(own.find(qn(tag))) == drawn(box.find(qn(tag)))
        held = item.paragraph_format
        assert held.left_indent + held.first_line_indent == box.ind.left, "one bar, without a step"
    assert [p.style.name for p in made.paragraphs if p.text == "more"] == ["Help"]


def drawn(element):
    return [(one.tag, dict(one.attrib)) for one in element.iter()]


def test_pictures_say_what_they_show_and_differ_by_id(word):
    about = list(word.element.body.iter(qn("wp:docPr")))
    assert [one.get("descr") for one in about] == [f"QR code that opens {ADDRESS}", LITERAL]
    assert len({one.get("id") for one in about}) == 2
    for shape in word.inline_shapes:
        assert shape.width <= docx.shared.Cm(16)


def test_pages_end_where_they_may(word):
    """A heading, a chart's name, a picture and a quote stay with what follows them."""
    for name in ("Heading 1", "Heading 2", "Heading 3", "Quote", "Chart title"):
        assert word.styles[name].paragraph_format.keep_with_next, name
    boxed = [p for p in word.paragraphs if p.style.name in ("Key insight", "Caution", "Note")]
    labels = [p for p in boxed if p.runs and p.runs[0].bold and len(p.runs) == 1]
    assert len(labels) == 4 and all(p.paragraph_format.keep_with_next for p in labels)
    drawn = [p for p in word.paragraphs if p._p.findall(".//" + qn("wp:docPr"))]
    assert len(drawn) == 2 and all(p.paragraph_format.keep_with_next for p in drawn)


def test_tables_have_a_name_and_a_head_row_that_repeats(word):
    for table in word.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == LITERAL
        heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
                 for row in table.rows]  # fmt: skip
        assert heads == [True] + [False] * (len(heads) - 1)
    assert [cell.text for cell in word.tables[0].rows[2].cells] == ["Company", "fewer than 10"]


def test_it_says_its_language_its_edition_and_where_to_ask(made, word):
    assert word.core_properties.title == "What helped"
    assert word.core_properties.language == "en-GB"
    languages = {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    foot = "\n".join(p.text for p in word.sections[0].footer.paragraphs)
    assert "Edition 2, 4 June 2026" in foot and "Invented for demonstration" in foot
    links = {one.target_ref for one in word.part.rels.values() if one.is_external}
    assert links == {ADDRESS, "https://pennydrop.example/how"}
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert ADDRESS in packed.read("word/_rels/footer1.xml.rels").decode()


def test_the_contents_lead_to_the_sections(word):
    marks = {one.get(qn("w:name")) for one in word.element.body.iter(qn("w:bookmarkStart"))}
    led = {one.get(qn("w:anchor")) for one in word.element.body.iter(qn("w:hyperlink"))} - {None}
    assert led == {"section_1", "section_2"} and led <= marks


def test_our_own_reader_reads_it_back(made):
    read = [paragraph.text for paragraph in paragraphs(made)]
    assert f"“{LITERAL}”" in read and "Company\tfewer than 10" in read


def test_a_draft_without_an_address_has_no_square_and_no_link():
    bare = Copy(title="x", organisation="y", date=dt.date(2026, 6, 4), blocks=(Prose("z\0\ud800"),))
    word = docx.Document(io.BytesIO(write_copy(bare)))
    assert not word.inline_shapes and "Draft, not published" in [p.text for p in word.paragraphs][2]
    assert word.paragraphs[-1].text == "z"
