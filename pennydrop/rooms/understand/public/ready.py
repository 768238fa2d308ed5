"""What a study is searched and counted in: made ahead, and what a page says until it is there."""

from pennydrop.rooms.understand.queries.making import BeingMade, told_rather_than_waiting
from pennydrop.rooms.understand.queries.ready import is_missing, make_ready, studies_to_keep

__all__ = [
    "BeingMade",
    "is_missing",
    "make_ready",
    "studies_to_keep",
    "told_rather_than_waiting",
]
