"""The claims behind Help now: this site's own wording where it has one, else what is shipped."""

import datetime as dt
from collections.abc import Collection
from functools import cache

from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import Claim
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.claims import ClaimText, standing
from pennydrop.rooms.inform.rules.doors import ALL_KEYS
from pennydrop.rooms.inform.rules.starter.reading import starter_claims


def help_claims(*, today: dt.date, keys: Collection[str] = ALL_KEYS) -> dict[str, ClaimText]:
    """Each claim of Help now by its key, all or those in `keys`.

    A site that has brought in nothing still helps: a key that no organisation here has is answered
    by what is shipped. A claim that was retired here stays away. Where several organisations word
    it, one that is in order on the day comes first.
    """
    found = {key: claim for key, claim in _shipped().items() if key in keys}
    places = [place.pk for place in help_places()]
    rows = Claim.objects.filter(organisation__in=places, key__in=keys)
    for key in rows.values_list("key", flat=True):
        found.pop(key, None)
    for place in places:
        for key, claim in claims_of(place, keys).items():
            if key not in found or _in_order(claim, today) > _in_order(found[key], today):
                found[key] = claim
    return found


def help_places() -> list[Organisation]:
    """Those with claims: the real ones, or those of the demonstration where there is no other."""
    with_claims = Claim.objects.values("organisation")
    every = list(Organisation.objects.filter(pk__in=with_claims).order_by("pk"))
    real = [one for one in every if not one.invented]
    return real or every


def help_is_draft() -> bool:
    """Whether what is shown is the demonstration's: drafts then show, under a banner."""
    return any(place.invented for place in help_places())


def _in_order(claim: ClaimText, today: dt.date) -> bool:
    return standing(claim, today=today).sound


@cache
def _shipped() -> dict[str, ClaimText]:
    return starter_claims()
