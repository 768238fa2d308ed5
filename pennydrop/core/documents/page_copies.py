"""A document as one web page that needs nothing beside it: styles, fonts, drawings are inside."""

import base64
import functools
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from pennydrop.core.documents.copies import INVENTED, Copy
from pennydrop.core.documents.page import build_page

STYLES = ("ui/base.css", "ui/findings.css", "documents/blocks.css", "documents/standing_alone.css")
_ADDRESS = re.compile(r'url\("([^"]+)"\)')


def write_page(copy: Copy) -> str:
    """The document as HTML that can be put anywhere, or opened from a folder without a network.

    Raises Unresolved for a reference nothing was given for.
    """
    context = {
        "copy": copy,
        "page": build_page(copy.blocks, copy.resolve),
        "invented": INVENTED if copy.invented else "",
        # Both are ours: files of the house, and a drawing made of an address, which it escapes.
        "styles": mark_safe(_styles()),
        "square": mark_safe(copy.square),
    }
    return render_to_string("documents/standing_alone.html", context)


@functools.cache
def _styles() -> str:
    return "\n".join(_with_files(_file(name)) for name in STYLES)


def _with_files(path: Path) -> str:
    """A stylesheet with the fonts it names inside it."""

    def inside(found: re.Match[str]) -> str:
        data = base64.b64encode((path.parent / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{data}")'

    return _ADDRESS.sub(inside, path.read_text(encoding="utf-8"))


def _file(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)
