"""Which towns are said to be market towns.

That a town holds a market says more of it than its size, and where many do, it hides no less. So it
takes the place of the size, county by county: in a county where the words fit a crowd (crowds.py)
of names that can mean nothing else. What is left there is counted anew, so that "small town in
Norfolk" does not point to one of the few that hold no market.
"""

from collections.abc import Mapping, Set
from dataclasses import replace

from pennydrop.rooms.understand.rules.identifiers import fold
from pennydrop.rooms.understand.rules.whereabouts.crowds import is_crowd
from pennydrop.rooms.understand.rules.whereabouts.lists import UNKNOWN, Places

MARKET_TOWN = "market town"


def with_market_towns(places: Places, towns: Mapping[str, Set[str]]) -> Places:
    """The places by name, market towns with that word in the place of their size.

    `towns`: county to the names of those in it; names as in `places`.
    """
    told = dict(places)
    for county, names in towns.items():
        sure = {name for name in names if _means_one(name, county, places)}
        if is_crowd(sure):
            told |= {name: (replace(told[name][0], size=MARKET_TOWN),) for name in sure}
    return told


def _means_one(name: str, county: str, places: Places) -> bool:
    """Whether a name can mean nothing but one town in this county, and the county does not say it.

    A second entry there of unknown size is the same town in another spelling.
    """
    every = places.get(name, ())
    sized = [one for one in every if one.size != UNKNOWN] or every
    inside = all(one.areas[0] == county for one in every)
    return len(sized) == 1 and inside and name not in fold(county).split()
