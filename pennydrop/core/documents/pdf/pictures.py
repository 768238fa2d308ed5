"""Drawings as PNG pictures, with the same fonts as on paper."""

from collections.abc import Sequence
from pathlib import Path

from pennydrop.core.documents.pdf.render import compiled

PICTURES = Path(__file__).with_name("pictures.typ")
DOTS = 200
"""Dots an inch: sharp on paper, and a chart as wide as a page stays under 100 kB."""


def pictures(drawings: Sequence[str], *, width: float) -> list[bytes]:
    """Each SVG as a PNG `width` points wide. Raises CannotPrint for what is no SVG."""
    if not drawings:
        return []
    made = compiled(
        PICTURES, {"drawings": list(drawings), "width": width}, format="png", ppi=float(DOTS)
    )
    return made if isinstance(made, list) else [made]
