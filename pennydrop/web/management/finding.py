"""What a person types at a command: a study by its slug or title, and lists of name=value."""

from collections.abc import Sequence

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


def pairs(text: str, known: Sequence[str], option: str) -> dict[str, str]:
    """`a=b,c=d` as a mapping. Raises CommandError naming the part that is not understood."""
    found = {}
    for part in filter(None, (text or "").split(",")):
        name, equals, value = part.partition("=")
        if not equals or name.strip() not in known:
            raise CommandError(
                f"{option}: “{part}” is not understood. Write name=value with a name of "
                f"{', '.join(known)}."
            )
        found[name.strip()] = value.strip()
    return found


def read_consents(text: str, scopes: Sequence[str], replies: Sequence[str]) -> dict[str, str]:
    """`analyse=yes,quote=no` as scope to answer. Raises CommandError."""
    found = pairs(text, scopes, "--consent")
    for scope, reply in found.items():
        if reply not in replies:
            raise CommandError(f"--consent: {scope} must be yes, no or unknown, not “{reply}”.")
    return found
