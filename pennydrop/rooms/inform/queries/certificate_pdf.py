"""A certificate on paper."""

from pathlib import Path

from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.documents.qr import qr_svg
from pennydrop.rooms.inform.queries.certificates import CertificateView
from pennydrop.rooms.inform.rules.certificates import grouped

LAYOUT = Path(__file__).parents[1] / "templates" / "inform" / "certificate.typ"
COUNTS_NOT = "This certificate does not count. "
INVENTED = COUNTS_NOT + "It comes from a demonstration, where everything is invented."
UNSIGNED = COUNTS_NOT + "Some of what the course said had not been signed by those who must."


def certificate_pdf(found: CertificateView, *, address: str) -> bytes:
    """A sheet of A4, tagged. `address` is where it can be checked. Raises CannotPrint."""
    return render_template(LAYOUT, printed(found, address=address), date=found.row.passed_on)


def printed(found: CertificateView, *, address: str) -> dict[str, str]:
    """Everything that stands on the sheet."""
    row = found.row
    alt = f"QR code that opens {address}"
    return {
        "title": "Certificate", "name": found.learner.name, "workplace": found.learner.workplace,
        "passed": "has passed the course", "course": row.title,
        "when": f"on {row.passed_on:%-d %B %Y}, with {row.right} of {row.asked} answers right "
        f"({row.pass_mark} per cent are needed)",
        "organisation": found.course.organisation_name,
        "version": f"Version {found.version}. Kept until {row.kept_until:%-d %B %Y}.",
        "check": "See whether it is real, and what has changed since:", "address": address,
        "code": grouped(row.code), "qr": qr_svg(address, alt=alt), "alt": alt,
        "draft": _why_not(found) if row.draft else "",
    }  # fmt: skip


def _why_not(found: CertificateView) -> str:
    return INVENTED if found.course.invented else UNSIGNED
