"""Who works here, as far as bringing in needs it."""

from uuid import UUID

from pennydrop.core.people.models import Membership


def names_of_staff(organisation: UUID) -> list[str]:
    """The names under which people of this organisation have their account."""
    rows = Membership.objects.filter(organisation=organisation, user__is_active=True)
    return [name for name in rows.values_list("user__name", flat=True) if name]
