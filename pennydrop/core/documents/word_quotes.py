"""Passages as a Word file: each as it was said, with what belongs to it below."""

import io
from collections.abc import Iterable, Sequence

import docx
from docx.shared import Pt

from pennydrop.core.documents.word_writing import printable


def write_quotes(title: str, note: str, rows: Iterable[tuple[str, str, Sequence[str]]]) -> bytes:
    """A .docx of (heading, words, lines below them); rows of one heading in a row stand together.

    Nothing in it is markup: what people said is written as it stands.
    """
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(printable(title), level=0)
    document.add_paragraph(printable(note))
    last = None
    for heading, words, lines in rows:
        if heading != last:
            document.add_heading(printable(heading), level=1)
            last = heading
        document.add_paragraph(printable(f"“{words}”"), style="Quote")
        for line in lines:
            small = document.add_paragraph().add_run(printable(line))
            small.font.size = Pt(9)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
