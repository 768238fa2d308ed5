"""Where a warning or a tested sample belongs: a nation or a region of England, never finer."""

from enum import StrEnum


class Place(StrEnum):
    """The finest place that is ever kept of a sample."""

    UK = "The whole UK"
    ENGLAND = "England"
    SCOTLAND = "Scotland"
    WALES = "Wales"
    NORTHERN_IRELAND = "Northern Ireland"
    NORTH_EAST = "North East England"
    NORTH_WEST = "North West England"
    YORKSHIRE = "Yorkshire and the Humber"
    EAST_MIDLANDS = "East Midlands"
    WEST_MIDLANDS = "West Midlands"
    EAST = "East of England"
    LONDON = "London"
    SOUTH_EAST = "South East England"
    SOUTH_WEST = "South West England"
    UNKNOWN = "Place not known"
