"""What a file of somebody else's services would do, before anything of it is written."""

from dataclasses import dataclass, replace
from uuid import UUID

from pennydrop.rooms.inform.models import Service, ServiceBatch
from pennydrop.rooms.inform.queries.stored_services import service_of, whole
from pennydrop.rooms.inform.rules import services as rules
from pennydrop.rooms.inform.rules.open_referral.reading import Reading, read_services


@dataclass(frozen=True)
class Look:
    """A service of the file and what taking it in would do."""

    service: rules.Service
    would: str

    @property
    def ticked(self) -> bool:
        """Whether it is offered as one to take: it does something, and is about what we are for."""
        return self.would in {"add", "bring up to date"} and bool(self.service.offers)


def read_batch(batch: ServiceBatch) -> Reading:
    """The services of the file, each with where it comes from."""
    reading = read_services(bytes(batch.body), publisher=batch.publisher)
    return replace(reading, services=tuple(_from(batch, one) for one in reading.services))


def looks_of(batch: ServiceBatch, reading: Reading) -> list[Look]:
    return [Look(one, _would(batch.organisation, one)) for one in reading.services]


def service_in(organisation: UUID, found: rules.Service) -> Service | None:
    """The service as it came in before, or None."""
    rows = Service.objects.filter(
        organisation=organisation, publisher=found.origin.publisher, key=found.origin.key
    )
    return whole(rows).first()


def _from(batch: ServiceBatch, service: rules.Service) -> rules.Service:
    origin = service.origin
    kept = replace(
        origin,
        key=origin.key or str(service.id),
        link=origin.link or batch.link,
        licence=origin.licence or batch.licence,
    )
    return replace(service, origin=kept)


def _would(organisation: UUID, found: rules.Service) -> str:
    row = service_in(organisation, found)
    if row is None:
        return "add"
    if row.retired_at is not None:
        return "leave: it was taken out of the list here"
    if row.mark != rules.mark_of(service_of(row)):
        return "leave: somebody here changed it"
    return "leave: nothing is new" if row.mark == rules.mark_of(found) else "bring up to date"
