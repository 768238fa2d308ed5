"""Three invented interviews that a visitor brings in: as Word files, the way projects have them."""

import io

import docx

from pennydrop.web.demo.content import FOLDER

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def try_names() -> list[str]:
    return sorted(path.stem for path in (FOLDER / "try").glob("*.txt"))


def try_document(name: str) -> bytes:
    """The interview of this name as a .docx, one paragraph for each turn."""
    text = (FOLDER / "try" / f"{name}.txt").read_text(encoding="utf-8")
    document = docx.Document()
    for line in filter(None, text.splitlines()):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
