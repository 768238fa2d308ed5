"""Small words for the staff pages."""

from collections.abc import Iterable, Mapping

from django import template

register = template.Library()

SHOWN = 4


@register.filter
def titles(sources: Iterable[str], names: Mapping[str, str]) -> str:
    """The titles of sources by id; a long list is cut: "Interview 1, … and 15 more"."""
    found = [names.get(source, "taken back since") for source in sources]
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return ", ".join(found[:SHOWN]) + more
