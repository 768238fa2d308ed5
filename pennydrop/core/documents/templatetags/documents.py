"""`{% load documents %}`: Markdown that people wrote, cleaned, where there is no whole document."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents import prose
from pennydrop.core.ui.languages import said
from pennydrop.core.ui.tongues import is_marked, marked, unmarked

register = template.Library()


@register.filter
def paragraphs(markdown: str) -> SafeString:
    """Paragraphs and lists that stand below a heading of level 2, in the language of the page where
    somebody translated them."""
    words = said(markdown)
    html = prose.html(unmarked(words), shift=2)  # nh3 cleaned it
    return mark_safe(marked(html) if is_marked(words) else html)


@register.filter
def sentence(markdown: str) -> SafeString:
    """One line, without a paragraph round it, in the language of the page in the same way."""
    words = said(markdown)
    html = prose.line(unmarked(words))
    return mark_safe(marked(html) if is_marked(words) else html)


@register.filter
def listed(names: str) -> str:
    """Names with commas between them, each in the language of the page."""
    return ", ".join(said(name) for name in names.split(", "))
