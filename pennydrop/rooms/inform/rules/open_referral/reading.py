"""Read services that others publish: what is right is kept, what is wrong is named by its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.offers import Access, Offer, Status
from pennydrop.rooms.inform.rules.open_referral.details import (
    ages_of,
    cost_of,
    hours_of,
    phone_of,
    wait_words,
)
from pennydrop.rooms.inform.rules.open_referral.ours import with_ours
from pennydrop.rooms.inform.rules.open_referral.pages import entries_of
from pennydrop.rooms.inform.rules.open_referral.several import is_packed, unpacked
from pennydrop.rooms.inform.rules.open_referral.shapes import (
    MOST_REMARKS,
    Node,
    Notes,
    NotReadable,
    Remark,
    parse,
)
from pennydrop.rooms.inform.rules.open_referral.sites import nation_named, sites_of
from pennydrop.rooms.inform.rules.open_referral.terms import access_meant, offers_meant, ours
from pennydrop.rooms.inform.rules.open_referral.writing import key_of
from pennydrop.rooms.inform.rules.services import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    Origin,
    Provider,
    Said,
    Service,
    Wait,
)
from pennydrop.rooms.inform.rules.writing import hurtful

_SPACE = UUID("b3e1d1b8-6a5e-5f53-8a07-0e1f5a3f5b21")


@dataclass(frozen=True)
class Reading:
    """What a file holds. `pages`: how many pages the list has of which this is one; `left`: entries
    that cannot be a service; `problem` says why nothing could be read."""

    services: tuple[Service, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pages: int = 1
    left: int = 0
    problem: str = ""


def read_services(data: bytes, *, publisher: str) -> Reading:
    """Every service of a page, a list or a file, or of several packed into one. Never raises: what
    cannot be read is told."""
    if not is_packed(data):
        return _page_read(data, publisher)
    try:
        pages = unpacked(data)
    except NotReadable as why:
        return Reading(problem=str(why))
    return _together([(name, _page_read(body, publisher)) for name, body in pages])


def _together(pages: Sequence[tuple[str, Reading]]) -> Reading:
    """Pages as one list; each remark names the page in which it is."""
    found: dict[UUID, Service] = {}
    remarks: list[Remark] = []
    for name, page in pages:
        remarks += [replace(one, place=f"{name} {one.place}".strip()) for one in page.remarks]
        if page.problem:
            remarks.append(Remark(name, page.problem))
        for service in page.services:
            if service.id in found:
                remarks.append(Remark(name, f"{service.name} stands in a page before. Left out."))
            found.setdefault(service.id, service)
    missing = max(page.pages for _, page in pages) > len(pages)
    return Reading(
        services=tuple(found.values()),
        remarks=tuple(remarks[:MOST_REMARKS]),
        pages=max(page.pages for _, page in pages) if missing else 1,
        left=sum(page.left for _, page in pages),
        problem="" if found or any(not page.problem for _, page in pages) else pages[0][1].problem,
    )


def _page_read(data: bytes, publisher: str) -> Reading:
    notes = Notes()
    try:
        entries = entries_of(parse(data, notes), notes)
    except NotReadable as why:
        return Reading(remarks=notes.all(), problem=str(why))
    found: dict[UUID, Service] = {}
    left = 0
    for node in entries.nodes:
        service = _service(node, publisher, entries.version)
        if service is None:
            left += 1
        elif service.id in found:
            _again(node, found, service)
        else:
            found[service.id] = service
    return Reading(tuple(found.values()), notes.all(), entries.pages, left)


def _again(node: Node, found: dict[UUID, Service], service: Service) -> None:
    """A service that was read before: one at another location is the same with one place more."""
    known = found[service.id]
    here = {site.id for site in known.sites}
    more = tuple(site for site in service.sites if site.id not in here)
    if not node.place.endswith(".service"):
        node.say("id", "The same id stands in an entry before. This one is left out.")
    else:
        found[service.id] = replace(known, sites=known.sites + more)


def _service(node: Node, publisher: str, version: int) -> Service | None:
    name = node.text("name", LONGEST_NAME)
    if not name:
        node.say("name", "is missing. A service without a name cannot be shown. Left out.")
        return None
    space = uuid5(_SPACE, publisher.casefold())
    key = _key(node, version)
    provider = _provider(node, space, key)
    least, most = ages_of(node)
    made = Service(
        id=key_of(key or f"{provider.name}/{name}", space),
        provider=provider,
        name=name,
        status=_status(node, version),
        about=_told(node, "description"),
        website=node.web("url"),
        email=node.email("email"),
        phone=phone_of(node),
        cost=cost_of(node),
        way_in=node.text("application_process", LONGEST_LINE),
        hours=tuple(hours_of(node)),
        nations=_nations(node),
        sites=tuple(sites_of(node, space)),
        origin=_origin(node, publisher, key),
        offers=_offers(node, name),
        access=_access(node),
        least_age=least,
        most_age=most,
    )
    mine = with_ours(node, made)
    return replace(mine, waits=mine.waits or _waits(node, mine))


def _key(node: Node, version: int) -> str:
    key = node.key()
    if not key:
        node.say("id", "is missing. A service needs one, or it cannot be brought up to date.")
    elif version == 3 and str(key_of(key, _SPACE)) != key.lower():
        node.say("id", "is no UUID (8-4-4-4-12 figures and letters). Kept as it is.")
    return key


def _provider(node: Node, space: UUID, service_key: str) -> Provider:
    inside = node.node("organization")
    if inside is None:
        node.say("organization", "is missing. A service needs to say who runs it.")
        key = node.text("organization_id", 200)
        return Provider(key_of(key or "unnamed", space), "")
    key, name = inside.key(), inside.text("name", LONGEST_NAME)
    for field in ("id", "name", "description"):
        if not inside.data.get(field):
            inside.say(field, "is missing. An organization needs it.")
    if key and key == service_key:
        inside.say("id", "is also the id of the service. One of them must be wrong.")
    about = inside.text("description")
    return Provider(
        id=key_of(key or name or "unnamed", space),
        name=name,
        about="" if about == name else about,
        website=inside.web("website" if "website" in inside.data else "url"),
        email=inside.email("email"),
    )


def _status(node: Node, version: int) -> Status:
    said = node.text("status", 60)
    if not said:
        if version == 3:
            node.say("status", "is missing. Taken for active: ask before you show it.")
        return Status.ACTIVE
    for status in Status:
        if said.casefold().replace("_", " ") == status.value:
            if said != status.value:
                node.say("status", f"“{said}” is written “{status.value}”.")
            return status
    node.say("status", f"“{said[:40]}” is none of the four. Taken for inactive until you look.")
    return Status.INACTIVE


def _told(node: Node, name: str) -> str:
    """A text of theirs, unless it holds words that can hurt or a dose."""
    said = node.text(name)
    for problem in hurtful(said):
        node.say(name, f"{problem} Left out: write it in your own words.")
        return ""
    return said


def _offers(node: Node, name: str) -> frozenset[Offer]:
    """Our own words by their ids; else what others' names of it may mean in them."""
    terms = list(_terms(node))
    if "pennydrop" in node.data:
        return ours(Offer, {term.key() for term in terms})
    names = [name, *(term.text("name", LONGEST_NAME) for term in terms)]
    return ours(Offer, {term.key() for term in terms}) or offers_meant(" / ".join(names))


def _access(node: Node) -> frozenset[Access]:
    attending = [node.text(field, 40) for field in ("attending_type", "attending_access")]
    return frozenset(ours(Access, {term.key() for term in _terms(node)})).union(
        *map(access_meant, attending)
    )


def _terms(node: Node) -> Iterator[Node]:
    for field, inner in (("attributes", "taxonomy_term"), ("service_taxonomys", "taxonomy")):
        for row in node.nodes(field, most=200):
            term = row.node(inner)
            if term is not None:
                yield term


def _nations(node: Node) -> frozenset[Nation]:
    found = set()
    for area in node.nodes("service_areas"):
        for field in ("name", "service_area"):
            if nation := nation_named(area.text(field, LONGEST_TEXT)):
                found.add(nation)
    return frozenset(found)


def _origin(node: Node, publisher: str, key: str) -> Origin:
    return Origin(publisher=publisher, key=key, assured=node.day("assured_date"))


def _waits(node: Node, service: Service) -> tuple[Wait, ...]:
    """A wait that is told without a day cannot be shown: nobody could know how old it is."""
    words = wait_words(node)
    on = service.origin.assured or node.day("last_modified")
    if not words:
        return ()
    if on is None:
        node.say("wait_time", "has no day to it: neither assured_date nor last_modified. Left out.")
        return ()
    by = service.provider.name or service.origin.publisher
    return (Wait("help there", Said(by, on), words=words),)
