"""What a file of somebody else's services would do, before anything of it is written."""

from dataclasses import dataclass, replace

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
    known = known_of(batch)
    return [Look(one, _would(known.get(one.origin.key), one)) for one in reading.services]


def known_of(batch: ServiceBatch) -> dict[str, Service]:
    """What came in from this publisher before, by its id there."""
    rows = Service.objects.filter(organisation=batch.organisation, publisher=batch.publisher)
    return {row.key: row for row in whole(rows)}


def _from(batch: ServiceBatch, service: rules.Service) -> rules.Service:
    origin = service.origin
    kept = replace(
        origin,
        key=origin.key or str(service.id),
        link=origin.link or batch.link,
        licence=origin.licence or batch.licence,
    )
    return replace(service, origin=kept)


def _would(row: Service | None, found: rules.Service) -> str:
    if row is None:
        return "add"
    if row.retired_at is not None:
        return "leave: it was taken out of the list here"
    if row.mark != rules.mark_of(service_of(row)):
        return "leave: somebody here changed it"
    return "leave: nothing is new" if row.mark == rules.mark_of(found) else "bring up to date"
