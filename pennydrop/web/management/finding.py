"""Find a study by what a person would type: its slug or its title."""

from django.core.management.base import CommandError

from pennydrop.rooms.listen.models import Study


def find_study(typed: str) -> Study:
    """The one study of this slug or title. Raises CommandError naming those there are."""
    found = Study.objects.filter(slug=typed) or Study.objects.filter(title__iexact=typed)
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{s.slug} ({s.title})" for s in Study.objects.order_by("title")) or "none"
    reason = "is the title of several studies" if found else "is no study here"
    raise CommandError(f"“{typed}” {reason}. Use the short name of one of: {known}.")
