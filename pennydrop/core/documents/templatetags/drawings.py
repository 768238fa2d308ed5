"""`{% load drawings %}`: our small drawings, and pages that show some of them often."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents import drawings

register = template.Library()


@register.simple_tag
def drawing(name: str, alt: str) -> SafeString:
    """One drawing by its name, with what it shows for those who do not see it."""
    return mark_safe(drawings.drawing(name, alt=alt))  # drawn by us, `alt` is escaped there


@register.simple_tag
def drawn_once(names: Iterable[str]) -> SafeString:
    """What `drawn_again` shows on the same page."""
    return mark_safe(drawings.drawn_once(names))


@register.simple_tag
def drawn_again(name: str, alt: str) -> SafeString:
    """A drawing of `drawn_once`."""
    return mark_safe(drawings.shown_again(name, alt=alt))
