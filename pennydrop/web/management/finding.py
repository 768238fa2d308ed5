"""What a person types at a command: a study by its slug or title, an organisation, who they are,
lists of name=value, and small tables."""

import csv
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.core.management.base import CommandError

from pennydrop.core.people.models import Organisation, User
from pennydrop.core.people.queries import actor, check_may_in
from pennydrop.core.people.rules import May, NotAllowed
from pennydrop.rooms.listen.models import Study


def find_study(typed: str) -> Study:
    """The one study of this slug or title. Raises CommandError naming those there are."""
    found = Study.objects.filter(slug=typed) or Study.objects.filter(title__iexact=typed)
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{s.slug} ({s.title})" for s in Study.objects.order_by("title")) or "none"
    reason = "is the title of several studies" if found else "is no study here"
    raise CommandError(f"“{typed}” {reason}. Use the short name of one of: {known}.")


def find_organisation(name: str | None) -> Organisation:
    """The one organisation of this name, or the only real one. Raises CommandError."""
    found = Organisation.objects.filter(**({"name": name} if name else {"invented": False}))
    if len(found) == 1:
        return found[0]
    known = ", ".join(Organisation.objects.values_list("name", flat=True)) or "none yet"
    raise CommandError(
        "Say which organisation with --organisation NAME "
        f"(known: {known}; start one with `pennydrop organisation create`)."
    )


def find_person(name: str, organisation: UUID, act: May) -> str:
    """Who is named, as records write them; they must be allowed to do this. Raises CommandError."""
    user = User.objects.filter(username__iexact=name, is_active=True).first()
    if user is None:
        raise CommandError(f"Nobody signs in as {name}.")
    try:
        check_may_in(user, organisation, act)
    except NotAllowed as reason:
        raise CommandError(f"{name}: {reason}") from reason
    return actor(user)


def read_rows(path: Path, needed: Sequence[str], known: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a .csv whose first row names its columns: all of `needed`, and of `known` what
    it has; "" for what it has not. Raises CommandError naming the row that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, strict=True)
            missing = [name for name in needed if name not in (table.fieldnames or ())]
            if missing:
                raise CommandError(f"{path}: there is no column {' and no column '.join(missing)}.")
            rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise CommandError(f"{path} cannot be read: {fault}") from fault
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise CommandError(f"{path}: row {number} has too many cells, or too few.")
    return [{name: (row.get(name) or "").strip() for name in known} for row in rows]


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
