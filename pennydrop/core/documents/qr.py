"""QR codes (ISO/IEC 18004) as SVG, for paper and for screens."""

from html import escape

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""Modules of white round the code, as the standard asks for."""


def qr_svg(text: str, *, alt: str) -> str:
    """A QR code of `text`, black on white in any colour scheme; a drawing that needs no style.

    It can be read with up to 15 % of it covered or worn (level M). Raises ValueError for a text
    that is too long for any QR code (2,331 bytes).
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(_runs(row, y) for y, row in enumerate(rows))
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        f'aria-label="{escape(alt)}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{dark}"/></svg>'
    )


def _runs(row: list[bool], y: int) -> str:
    """One row as rectangles: neighbours are drawn as one, so that no hairline stands between."""
    drawn, x = "", 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            drawn += f"M{start} {y}h{x - start}v1h-{x - start}z"
        x += 1
    return drawn
