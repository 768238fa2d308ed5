"""Small drawings of our own that stand beside a sentence, for people who read pictures first.

Each is a square of 96 by 96, drawn for this project and free to use with it: lines on a tinted
tile, so that it reads alike on paper, on a screen and in the dark.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from pennydrop.core.documents.drawings.helping import HELPING
from pennydrop.core.documents.drawings.living import LIVING
from pennydrop.core.documents.drawings.parts import INK, TINT
from pennydrop.core.documents.drawings.telling import TELLING

_DRAWN = {**TELLING, **HELPING, **LIVING}
DRAWINGS: Mapping[str, str] = MappingProxyType({name: title for name, (title, _) in _DRAWN.items()})
"""The name of each drawing -> what it shows, for whoever picks one."""


def drawing(name: str, *, alt: str = "") -> str:
    """The drawing as SVG; with `alt`, which screen readers say in its place, or hidden from them.

    Raises KeyError for a name that no drawing has.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96" '
        f"{_told(alt)}>{_lines(name)}</svg>"
    )


def drawn_once(names: Iterable[str]) -> str:
    """Drawings for a page that shows some of them often: each once, seen nowhere by itself."""
    each = (f'<symbol id="d-{name}" viewBox="0 0 96 96">{_lines(name)}</symbol>'
            for name in dict.fromkeys(names))  # fmt: skip
    return f'<svg class="drawn" width="0" height="0" aria-hidden="true">{"".join(each)}</svg>'


def shown_again(name: str, *, alt: str) -> str:
    """A drawing that stands in `drawn_once` on the same page."""
    return f'<svg width="96" height="96" {_told(alt)}><use href="#d-{name}"/></svg>'


def _told(alt: str) -> str:
    return f'role="img" aria-label={quoteattr(alt)}' if alt else 'aria-hidden="true"'


def _lines(name: str) -> str:
    return (
        f'<rect width="96" height="96" rx="14" fill="{TINT}"/>'
        f'<g fill="none" stroke="{INK}" stroke-width="4" stroke-linecap="round" '
        f'stroke-linejoin="round">{_DRAWN[name][1]}</g>'
    )
