"""An edition as files: PDF and Word kept in scratch until somebody's words leave it, text anew."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from pennydrop.core.documents.cards import Shape, in_cards
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.outline import sections
from pennydrop.core.documents.page_copies import write_page
from pennydrop.core.documents.pdf.render import render_card, render_pdf
from pennydrop.core.documents.text_writing import write_section, write_text
from pennydrop.core.documents.word_copies import write_copy
from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.publish.queries.editions import (
    EditionCard,
    EditionView,
    read_edition,
    state_of,
)


def edition_pdf(card: EditionCard, *, site: str) -> bytes:
    """The edition as a tagged PDF. `site`: the address that links within it are completed with."""
    return kept(card, site, "pdf", lambda copy: render_pdf(copy, replace_missing=True))


def edition_word(card: EditionCard, *, site: str) -> bytes:
    """The edition as a Word file."""
    return kept(card, site, "docx", write_copy)


def edition_text(card: EditionCard, *, site: str) -> str:
    """The edition as plain text; made in a moment, so never kept."""
    return write_text(edition_copy(read_edition(card), site=site))


def edition_page(card: EditionCard, *, site: str) -> str:
    """The edition as one web page that needs nothing beside it."""
    return write_page(edition_copy(read_edition(card), site=site))


def edition_copy(view: EditionView, *, site: str) -> Copy:
    """An edition as it may leave now, with the address that says whether it is current."""
    card = view.card
    return Copy(
        title=card.title,
        subtitle=card.subtitle,
        organisation=card.organisation,
        date=card.day,
        blocks=view.printed,
        resolve=view.values,
        edition=card.number,
        address=f"{site.rstrip('/')}{card.address}status/",
        site=site,
        invented=card.invented,
        layout=Layout.named(card.template),
        kind=card.kind,
    )


def edition_card_picture(
    card: EditionCard, number: int, *, kind: str, shape: Shape, site: str
) -> bytes:
    """One of an edition's cards as "png" or "svg". Raises LookupError where there is none."""

    def drawn(copy: Copy) -> bytes:
        return render_card(copy, number, kind=kind, shape=shape)

    return kept(card, site, f"{number}-{shape}.{kind}", drawn)


def edition_card_texts(card: EditionCard, *, site: str) -> list[str]:
    """What each card says, to be set beside its picture for those who do not see it."""
    copy = in_cards(edition_copy(read_edition(card), site=site))
    return [write_section(copy, part) for part in sections(copy.blocks)]


def kept(card: EditionCard, site: str, kind: str, make: Callable[[Copy], bytes]) -> bytes:
    """The file of this kind, made where there is none.

    Its name says how much of the words is left, so a file from before a withdrawal is never
    served after it; and one written while somebody withdrew is removed again at once.
    """
    folder = study_folder(card.study)
    stem = f"edition-{card.id.hex}-{_short(site)}"
    path = folder / f"{stem}-{state_of(card.id)}.{kind}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    view = read_edition(card)
    content = make(edition_copy(view, site=site))
    _keep(folder / f"{stem}-{view.state}.{kind}", content, view)
    return content


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
