"""The large edition is what it says it is, and a missed target is written down."""

import pytest

from benchmarks.edition import page, verdict
from pennydrop.rooms.publish.queries.editions import edition_by_slug

LOAD = ("0.1", "0.1")


def found(pdf):
    size = {"sheets": 60, "quotes": 200, "charts": 20, "page_bytes": 1e6, "pdf_bytes": 1e6}
    taken = {"page": 0.2, "pdf": pdf, "library": 1.0}
    memory = {"before": 1e8, "peak": 2e8}
    return size | {side: {"seconds": seconds, **memory} for side, seconds in taken.items()}


def test_a_missed_target_is_written_down():
    assert "1.20  | met" in page(found(1.2), LOAD).replace("NOT MET", "missed")
    assert "NOT MET" in page(found(1.6), LOAD)
    assert verdict(1.5) == "NOT MET"


@pytest.mark.django_db(databases=["default", "keys"])
def test_the_library_alone_makes_the_same_file():
    from benchmarks.loaders.edition_inside import look, once
    from benchmarks.loaders.edition_made import SMALL, make_edition

    card = edition_by_slug(make_edition(SMALL).slug)
    told = look(card)
    assert (told["quotes"], told["charts"]) == (4, 2)
    for what in ("page", "pdf", "library"):
        assert once(card, card, what)["seconds"] > 0
