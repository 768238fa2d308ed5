"""Time and memory of a large edition: its page, its PDF from sealed slots, and the PDF library
alone on the very same data. Prints one line of JSON.

    python -m benchmarks.loaders.edition_inside make SIZE          both editions; prints their names
    python -m benchmarks.loaders.edition_inside look SLUG          how large it is
    python -m benchmarks.loaders.edition_inside once SLUG OTHER WHAT    page, pdf or library

The library remembers what it has set before, so that the second of two alike takes a tenth of the
first. Each time is therefore taken in a new process, which has made another, small edition before.
"""

import json
import resource
import sys
from time import perf_counter
from typing import Any

from django.conf import settings
from django.test import Client

from benchmarks.loaders.edition_made import make_editions
from pennydrop.core.documents.pdf import render
from pennydrop.core.documents.pdf.render import render_pdf, sheets_in
from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.rooms.publish.queries.editions import EditionCard, edition_by_slug, read_edition
from pennydrop.rooms.publish.queries.printing import edition_copy

SITE = "http://localhost/"


def page_of(card: EditionCard) -> bytes:
    """The public page, as anybody gets it."""
    answer = Client().get(card.address)
    assert answer.status_code == 200, answer.status_code
    return bytes(answer.content)


def pdf_of(card: EditionCard) -> bytes:
    """The PDF as for the first reader after a change: nothing kept, every slot opened anew."""
    forget_opened_keys()
    return render_pdf(edition_copy(read_edition(card), site=SITE), replace_missing=True)


def handed_over(card: EditionCard) -> tuple[Any, ...]:
    """What the library is given for this edition, caught at its door."""
    caught: list[tuple[Any, ...]] = []
    real = render._compile
    render._compile = lambda *given: caught.append(given) or b""  # type: ignore[func-returns-value]
    try:
        pdf_of(card)
    finally:
        render._compile = real
    return caught[0]


def look(card: EditionCard) -> dict[str, Any]:
    """How large the edition is. Stops when the library alone does not make the same file."""
    page, pdf = page_of(card), pdf_of(card)
    assert render._compile(*handed_over(card)) == pdf, "the two PDFs are not the same"
    return {
        "sheets": sheets_in(pdf),
        "page_bytes": len(page),
        "pdf_bytes": len(pdf),
        "quotes": page.count(b"<blockquote"),
        "charts": page.count(b"<figure"),
    }


def once(card: EditionCard, other: EditionCard, what: str) -> dict[str, float]:
    """Seconds, and bytes of memory at the most before and after, with everything else warm."""
    page_of(other), pdf_of(other)
    given = handed_over(card) if what == "library" else ()
    before, began = _peak(), perf_counter()
    if what == "library":
        render._compile(*given)
    else:
        {"page": page_of, "pdf": pdf_of}[what](card)
    return {"seconds": perf_counter() - began, "before": before, "peak": _peak()}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(arguments: list[str]) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    what, *rest = arguments
    if what == "make":
        print(json.dumps(make_editions(rest[0])))
        return
    cards = [card for card in map(edition_by_slug, rest[:2]) if card]
    print(json.dumps(look(cards[0]) if what == "look" else once(cards[0], cards[1], rest[2])))


if __name__ == "__main__":
    main(sys.argv[1:])
