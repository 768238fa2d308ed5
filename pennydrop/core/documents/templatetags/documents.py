"""`{% load documents %}`: Markdown that people wrote, cleaned, where there is no whole document."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents import prose

register = template.Library()


@register.filter
def paragraphs(markdown: str) -> SafeString:
    """Paragraphs and lists that stand below a heading of level 2."""
    return mark_safe(prose.html(markdown, shift=2))  # nh3 cleaned it


@register.filter
def sentence(markdown: str) -> SafeString:
    """One line, without a paragraph round it."""
    return mark_safe(prose.line(markdown))
