"""Read people and their roles."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.people.models import GuestLink, Membership, Organisation, User
from pennydrop.core.people.rules import May, Role, check_may, may
from pennydrop.core.prepared import Prepared
from pennydrop.core.vault.lookups import token_lookup

# Asked for every page.
_ROLES = Prepared(
    lambda user, place: Membership.objects.filter(user=user, organisation=place).values_list(
        "role"
    ),
    int,
    UUID,
)
_ASKING = Prepared(
    lambda user: Organisation.objects.filter(
        membership__user=user, require_second_factor=True
    ).values_list("pk"),
    int,
)


@dataclass(frozen=True)
class Place:
    """One organisation a person works in, and their role there."""

    organisation: UUID
    name: str
    role: Role
    invented: bool


def places_of(user: User) -> list[Place]:
    rows = Membership.objects.filter(user=user).select_related("organisation")
    return [
        Place(
            organisation=row.organisation.pk,
            name=row.organisation.name,
            role=Role(row.role),
            invented=row.organisation.invented,
        )
        for row in rows.order_by("organisation__name")
    ]


def roles_in(user: User, organisation: UUID) -> list[Role]:
    if not user.is_active:
        return []
    return [Role(value) for (value,) in _ROLES(user.pk, organisation)]


def check_may_in(user: User, organisation: UUID, act: May) -> None:
    """Raise NotAllowed unless the user's role in this organisation includes the act."""
    check_may(roles_in(user, organisation), act)


def may_in(user: User, organisation: UUID, act: May) -> bool:
    return may(roles_in(user, organisation), act)


def organisations_where(user: User, act: May) -> list[UUID]:
    return [place.organisation for place in places_of(user) if may([place.role], act)]


def needs_second_factor(user: User) -> bool:
    return bool(_ASKING(user.pk))


def name_of(by: str) -> str:
    """What to show for an actor in a record: `user:3` -> the person's name, `guest:…` -> theirs,
    `import:Ana` -> who is named in a project that was brought in."""
    kind, _, key = by.partition(":")
    if kind == "user" and key.isdigit():
        user = User.objects.filter(pk=int(key)).first()
        return str(user) if user else "somebody who has left"
    if kind == "import":
        return key
    if kind == "guest":
        guest = GuestLink.objects.filter(pk=key).first()
        return f"{guest.name} (guest)" if guest else "a guest"
    return by


def actor(user: User) -> str:
    """How a user is written in records."""
    return f"user:{user.pk}"


def guest_by_token(token: str) -> GuestLink | None:
    """The guest link that this token opens, whatever its state."""
    return (
        GuestLink.objects.filter(lookup=token_lookup(token)).select_related("organisation").first()
    )
