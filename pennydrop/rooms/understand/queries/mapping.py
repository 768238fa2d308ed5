"""Read which of a study's themes are told in the same places."""

from uuid import UUID

from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.queries.themes import ThemeRow
from pennydrop.rooms.understand.rules.mapping import Link, links


def links_between(study: UUID, themes: list[ThemeRow]) -> list[Link]:
    """Links between themes, by their place in the list."""
    codes = {code.id for theme in themes for code in theme.codes}
    rows = Coding.objects.filter(text__study=study, code__in=codes)
    coded = rows.values_list("text", "start", "end", "code")
    return links(coded, [{code.id for code in theme.codes} for theme in themes])
