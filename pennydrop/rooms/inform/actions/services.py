"""Write a service, say that it was checked, and take it out of the list."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.models import (
    LawNote,
    Provider,
    Service,
    ServiceSite,
    ServiceWait,
    ServiceWord,
)
from pennydrop.rooms.inform.queries.stored_services import (
    SAME,
    SITE,
    WAIT,
    stored_hours,
    stored_standing,
)
from pennydrop.rooms.inform.rules import services as rules
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.offers import Offer
from pennydrop.rooms.inform.rules.service_checks import (
    check_checked,
    check_standing,
)
from pennydrop.rooms.inform.rules.service_checks import check_service as check_words


@transaction.atomic
def write_service(
    *, organisation: UUID, new: rules.Service, version: int = 0, by: str, at: dt.datetime
) -> Service:
    """Add a service (`version` 0) or change one: `version` is the one that was read before. What
    was checked stays checked. Raises BadService, also where somebody changed it meanwhile."""
    check_words(new, today=at.date())
    row = _open(new.id, version) if version else None
    if row is None and Service.objects.filter(pk=new.id).exists():
        raise rules.BadService("There is a service with this id already.")
    if row is not None:
        new = replace(new, checked=rules.Checked(row.checked_on, row.checked_by, row.check_again))
    made = keep(organisation, new, row, by, at)
    record(what="inform.service.write", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def check_service(*, service: Service, who: str, again: dt.date, by: str, at: dt.datetime) -> None:
    """Say that somebody asked the service itself today. `who` is what readers see: no name.
    Raises BadService."""
    checked = rules.Checked(at.date(), " ".join(who.split()), again)
    check_checked(checked, today=at.date())
    row = _open(service.pk)
    row.checked_on, row.checked_by, row.check_again = checked.on, checked.by, checked.again
    row.changed_at, row.changed_by = at, by
    row.save()
    record(what="inform.service.check", on=str(row.pk), by=by, at=at)


@transaction.atomic
def retire_service(*, service: Service, by: str, at: dt.datetime) -> None:
    """Take it out of the list. Its page then says that it is gone."""
    row = _open(service.pk)
    row.retired_at, row.changed_at, row.changed_by = at, at, by
    row.save()
    record(what="inform.service.retire", on=str(row.pk), by=by, at=at)


@transaction.atomic
def write_law(
    *, organisation: UUID, nation: Nation, offer: Offer, standing: rules.Standing, by: str,
    at: dt.datetime,
) -> LawNote:  # fmt: skip
    """Say how something stands in law in a nation; what was said of it before is replaced. Raises
    BadService where nobody is named who says so, or no page where they do."""
    check_standing(standing, today=at.date())
    said = standing.said
    made, _ = LawNote.objects.update_or_create(
        organisation=organisation, nation=nation.value, offer=offer.code,
        defaults={
            "standing": standing.standing.code, "words": standing.words, "said_by": said.by,
            "said_on": said.on, "link": said.link, "changed_by": by,
        },
    )  # fmt: skip
    record(what="inform.law.write", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def remove_law(*, note: LawNote, by: str, at: dt.datetime) -> None:
    """Say no longer how something stands in law in a nation."""
    key = str(note.pk)
    note.delete()
    record(what="inform.law.remove", on=key, by=by, at=at)


def keep(
    organisation: UUID, new: rules.Service, row: Service | None, by: str, at: dt.datetime,
    mark: str = "",
) -> Service:  # fmt: skip
    """Write a service with all that belongs to it. The caller has checked it, and records it."""
    row = row or Service(pk=new.id, organisation=organisation, version=0)
    row.provider = _provider(organisation, new.provider)
    for name in SAME:
        setattr(row, name, getattr(new, name))
    row.status, row.version = new.status.value, row.version + 1
    row.hours = [stored_hours(one) for one in new.hours]
    row.standing = stored_standing(new.standing)
    row.checked_on, row.checked_by = new.checked.on, new.checked.by
    row.check_again = new.checked.again
    row.publisher, row.key, row.origin_link = new.origin.publisher, new.origin.key, new.origin.link
    row.licence, row.assured_on = new.origin.licence, new.origin.assured
    row.changed_at, row.changed_by, row.mark = at, by, mark
    row.save()
    _parts(row, new)
    return row


def _open(key: UUID, version: int = 0) -> Service:
    """The service, locked; still listed, and as it was read where a version is given."""
    row = Service.objects.select_for_update().get(pk=key)
    if row.retired_at is not None:
        raise rules.BadService("It is no longer in the list.")
    if version and row.version != version:
        raise rules.BadService("Somebody else changed it meanwhile. Look at it again.")
    return row


def _provider(organisation: UUID, new: rules.Provider) -> Provider:
    told = {
        "name": new.name, "about": new.about, "website": new.website, "email": new.email
    }  # fmt: skip
    made, _ = Provider.objects.update_or_create(
        organisation=organisation, key=new.id, defaults=told
    )
    return made


def _parts(row: Service, new: rules.Service) -> None:
    """Its words, places and waits, written anew."""
    for old in (row.words, row.sites, row.waits):
        old.all().delete()
    words = [
        *(("offer", one.code) for one in new.offers),
        *(("access", one.code) for one in new.access),
        *(("nation", one.value) for one in new.nations),
        *(("place", one.value) for one in new.everywhere),
    ]
    ServiceWord.objects.bulk_create(
        ServiceWord(service=row, kind=kind, code=code) for kind, code in words
    )
    ServiceSite.objects.bulk_create(_site(row, n, site) for n, site in enumerate(new.sites))
    ServiceWait.objects.bulk_create(_wait(row, n, wait) for n, wait in enumerate(new.waits))


def _site(row: Service, number: int, site: rules.Site) -> ServiceSite:
    return ServiceSite(
        service=row,
        site=site.id,
        place=number,
        nation=site.nation.value if site.nation else "",
        latitude=site.point.latitude if site.point else None,
        longitude=site.point.longitude if site.point else None,
        **{name: getattr(site, name) for name in SITE},
    )


def _wait(row: Service, number: int, wait: rules.Wait) -> ServiceWait:
    said = {"said_by": wait.said.by, "said_on": wait.said.on, "link": wait.said.link}
    told = {name: getattr(wait, name) for name in WAIT}
    return ServiceWait(service=row, place=number, **said, **told)
