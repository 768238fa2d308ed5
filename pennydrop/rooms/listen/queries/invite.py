"""What is printed to invite people: a poster, with strips to tear off where somebody wants them."""

import datetime as dt
from pathlib import Path

from pennydrop.core.documents.copies import INVENTED
from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.documents.qr import qr_svg
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.rules.invite import (
    HELP,
    LEAD,
    LONG,
    OR_TYPE,
    POINT,
    STRIPS,
    Poster,
)
from pennydrop.rooms.listen.rules.sheet import whom_to_ask

LAYOUTS = Path(__file__).parents[1] / "templates/listen/invite"


def poster_of(study: Study, *, address: str) -> Poster:
    """The poster of a study; `address` is where its first page stands."""
    return Poster(
        study.public_title, study.organisation.name, address, study.invented,
        asks=whom_to_ask(settings_of(study)),
    )  # fmt: skip


def square_of(address: str) -> str:
    """A QR code as SVG that leads to an address."""
    return qr_svg(address, alt=square_alt(address))


def square_alt(address: str) -> str:
    return f"QR code that opens {address}"


def poster_pdf(poster: Poster, *, strips: bool, on: dt.date) -> bytes:
    """The poster on a sheet of A4, tagged. Raises CannotPrint."""
    data = {
        "title": poster.title, "lead": LEAD, "point": POINT, "or-type": OR_TYPE, "long": LONG,
        "help": HELP, "from": f"From {poster.organisation}" if poster.organisation else "",
        "organisation": poster.organisation,
        "asks": f"Questions? {poster.asks}" if poster.asks else "",
        "shown": poster.shown, "qr": square_of(poster.address), "alt": square_alt(poster.address),
        "strips": STRIPS if strips else 0, "invented": INVENTED if poster.invented else "",
    }  # fmt: skip
    return render_template(LAYOUTS / "poster.typ", data, date=on)
