"""The PDF of an edition, kept in scratch until somebody's words leave it."""

import hashlib
import os
import secrets
from pathlib import Path

from pennydrop.core.documents.pdf.render import PdfDocument, render_pdf
from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.publish.queries.editions import (
    EditionCard,
    EditionView,
    read_edition,
    state_of,
)


def edition_pdf(card: EditionCard, *, site: str) -> bytes:
    """The edition as a tagged PDF. `site`: the address that links within it are completed with.

    The file's name says how much of the words is left, so a file from before a withdrawal is
    never served after it; and one written while somebody withdrew is removed again at once.
    """
    folder = study_folder(card.study)
    stem = f"edition-{card.id.hex}-{_short(site)}"
    kept = folder / f"{stem}-{state_of(card.id)}.pdf"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        pass
    view = read_edition(card)
    content = render_pdf(edition_document(view, site=site), replace_missing=True)
    _keep(folder / f"{stem}-{view.state}.pdf", content, view)
    return content


def edition_document(view: EditionView, *, site: str) -> PdfDocument:
    card = view.card
    return PdfDocument(
        title=card.title,
        subtitle=card.subtitle,
        organisation=card.organisation,
        date=card.day,
        blocks=view.blocks,
        resolve=view.values,
        edition=card.number,
        address=f"{site.rstrip('/')}{card.address}status/",
        site=site,
        invented=card.invented,
    )


def _keep(path: Path, content: bytes, view: EditionView) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    aside.replace(path)
    if state_of(view.card.id) != view.state:
        path.unlink(missing_ok=True)


def _short(site: str) -> str:
    return hashlib.sha256(site.encode()).hexdigest()[:8]
