"""Writes about people: organisations, roles, guests."""

import datetime as dt
import secrets
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.people.models import GuestLink, Membership, Organisation, User
from pennydrop.core.people.rules import Role, Task
from pennydrop.core.vault.lookups import token_lookup


class NameTaken(Exception):
    """There is an account or organisation of this name already."""


class LastCoordinator(Exception):
    """An organisation must keep at least one coordinator."""


@transaction.atomic
def found_organisation(
    *, name: str, invented: bool, require_second_factor: bool, by: str, at: dt.datetime
) -> Organisation:
    """Start an organisation."""
    if Organisation.objects.filter(name=name).exists():
        raise NameTaken(f"There is an organisation called {name} already.")
    organisation = Organisation.objects.create(
        name=name, invented=invented, require_second_factor=require_second_factor
    )
    record(what="people.organisation.founded", on=str(organisation.pk), by=by, at=at)
    return organisation


@transaction.atomic
def add_person(
    *,
    username: str,
    name: str,
    role: Role,
    organisation: UUID,
    password: str | None,
    by: str,
    at: dt.datetime,
) -> User:
    """Make an account with a role. Without a password the person sets one through their link."""
    if User.objects.filter(username__iexact=username).exists():
        raise NameTaken(f"Somebody already signs in as {username}. Choose another name.")
    user = User(username=username, name=name, date_joined=at)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, organisation_id=organisation, role=role.value)
    record(what="people.person.added", on=str(user.pk), by=by, at=at)
    return user


@transaction.atomic
def choose_password(*, user: User, password: str, by: str, at: dt.datetime) -> None:
    """Set the person's password, through their own link."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(what="people.password.chosen", on=str(user.pk), by=by, at=at)


@transaction.atomic
def change_role(
    *, user: User, organisation: UUID, role: Role | None, by: str, at: dt.datetime
) -> None:
    """Give another role, or (None) take the person out of the organisation."""
    here = Membership.objects.filter(organisation=organisation)
    leads = here.filter(role=Role.COORDINATOR.value).exclude(user=user)
    if role is not Role.COORDINATOR and not leads.exists():
        raise LastCoordinator("Make somebody else coordinator first.")
    mine = here.filter(user=user)
    mine.update(role=role.value) if role else mine.delete()
    what = "people.role.changed" if role else "people.role.ended"
    record(what=what, on=str(user.pk), by=by, at=at)


@transaction.atomic
def require_second_factor(*, organisation: UUID, required: bool, by: str, at: dt.datetime) -> None:
    """Say whether everybody in the organisation must sign in with a second factor."""
    Organisation.objects.filter(pk=organisation).update(require_second_factor=required)
    what = f"people.second_factor.{'required' if required else 'optional'}"
    record(what=what, on=str(organisation), by=by, at=at)


@transaction.atomic
def invite_guest(
    *,
    organisation: UUID,
    task: Task,
    target: UUID,
    name: str,
    ends_on: dt.date,
    by: str,
    at: dt.datetime,
) -> tuple[GuestLink, str]:
    """Make a link that opens one task. Returns the link's row and its token, shown once."""
    token = secrets.token_urlsafe(24)
    link = GuestLink.objects.create(
        organisation_id=organisation,
        lookup=token_lookup(token),
        task=task.value,
        target=target,
        name=name,
        made_by=by,
        made_at=at,
        ends_on=ends_on,
    )
    record(what="people.guest.invited", on=str(link.pk), by=by, at=at)
    return link, token


@transaction.atomic
def close_guest(*, link: GuestLink, by: str, at: dt.datetime) -> None:
    """End a guest's link, because the task is done or on a colleague's wish."""
    GuestLink.objects.filter(pk=link.pk, closed_at=None).update(closed_at=at)
    record(what="people.guest.closed", on=str(link.pk), by=by, at=at)
