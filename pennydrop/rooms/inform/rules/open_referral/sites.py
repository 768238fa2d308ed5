"""Where a service is, as others write it."""

from collections.abc import Iterator
from uuid import UUID

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point, nation_of_postcode
from pennydrop.rooms.inform.rules.open_referral.shapes import Node
from pennydrop.rooms.inform.rules.open_referral.writing import key_of
from pennydrop.rooms.inform.rules.services import LONGEST_LINE, LONGEST_NAME, MOST_SITES, Site

# A box round the United Kingdom, in degrees.
SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -9.0, 2.5
_NATIONS = {
    "england": Nation.ENGLAND, "wales": Nation.WALES, "cymru": Nation.WALES,
    "scotland": Nation.SCOTLAND, "northern ireland": Nation.NORTHERN_IRELAND,
}  # fmt: skip


def sites_of(service: Node, space: UUID) -> Iterator[Site]:
    """Each place of a service, once."""
    seen: set[UUID] = set()
    for at in service.nodes("service_at_locations", most=MOST_SITES):
        location = at.node("location")
        if location is None:
            at.say("location", "is missing. A service at a location needs one. Left out.")
            continue
        if location.data.get("location_type") == "virtual":
            continue
        site = _site(location, space)
        if site.id not in seen and (site.address or site.point):
            seen.add(site.id)
            yield site


def nation_named(text: str) -> Nation | None:
    return _NATIONS.get(text.casefold().strip())


def _site(location: Node, space: UUID) -> Site:
    old = "physical_addresses" in location.data and "addresses" not in location.data
    address = next(location.nodes("physical_addresses" if old else "addresses", most=5), None)
    name = location.text("name", LONGEST_NAME)
    key = location.key()
    if not key:
        location.say("id", "is missing. A location needs one.")
    parts = _parts(location, address)
    place = f"{name}/{'/'.join(parts.values())}"
    return Site(
        id=key_of(key or place, space),
        name=name,
        point=_point(location),
        nation=_nation(location, address, parts["postcode"]),
        access_note=_accessibility(location),
        **parts,
    )


def _parts(location: Node, address: Node | None) -> dict[str, str]:
    """Street, town, county and postcode; as we write them ourselves, or from the address."""
    mine = location.data.get("pennydrop")
    if isinstance(mine, dict):
        own = Node(mine, location.at("pennydrop"), location.notes)
        return {name: own.text(name, LONGEST_NAME)
                for name in ("street", "town", "county", "postcode")}  # fmt: skip
    if address is None:
        return dict.fromkeys(("street", "town", "county", "postcode"), "")
    for name in ("address_1", "city", "state_province", "postal_code", "country"):
        if not address.data.get(name):
            address.say(name, "is missing. An address needs it.")
    county = address.text("region", LONGEST_NAME) or address.text("state_province", LONGEST_NAME)
    return {
        "street": address.text("address_1", LONGEST_NAME),
        "town": address.text("city", LONGEST_NAME),
        "county": "" if nation_named(county) else county,
        "postcode": address.text("postal_code", 20),
    }


def _point(location: Node) -> Point | None:
    """Where it is, unless that is not in the United Kingdom."""
    north = location.number("latitude", -180, 180)
    east = location.number("longitude", -180, 180)
    if north is None or east is None:
        return None
    if SOUTH <= north <= NORTH and WEST <= east <= EAST:
        return Point(north, east)
    swapped = SOUTH <= east <= NORTH and WEST <= north <= EAST
    why = "They look swapped." if swapped else "That is not in the United Kingdom."
    location.say("latitude", f"{north:g}, {east:g}: {why} Both are left out.")
    return None


def _nation(location: Node, address: Node | None, postcode: str) -> Nation | None:
    mine = location.data.get("pennydrop")
    if isinstance(mine, dict):
        return nation_named(Node(mine, location.at("pennydrop"), location.notes).text("nation", 40))
    if address is not None:
        country = address.text("country", 40)
        if country and country.upper() not in {"GB", "UK", "GBR"} and not nation_named(country):
            address.say("country", f"“{country}” is not GB.")
            return None
        for name in ("state_province", "region", "country"):
            if found := nation_named(address.text(name, LONGEST_NAME)):
                return found
    return nation_of_postcode(postcode)


def _accessibility(location: Node) -> str:
    old = "accessibility_for_disabilities" in location.data
    name = "accessibility_for_disabilities" if old else "accessibility"
    if isinstance(location.data.get("pennydrop"), dict):
        rows = [row for row in location.nodes(name, most=30) if "details" not in row.data]
    else:
        rows = list(location.nodes(name, most=30))
    said = [row.text("accessibility" if old else "description", LONGEST_LINE) for row in rows]
    return " ".join(text for text in said if text)[:LONGEST_LINE]
