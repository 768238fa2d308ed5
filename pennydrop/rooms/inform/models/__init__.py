"""Claims with their sources and sign-offs, and the guides that are built from them."""

from pennydrop.rooms.inform.models.claims import Claim, ClaimVersion, SignOff
from pennydrop.rooms.inform.models.guides import Guide

__all__ = ["Claim", "ClaimVersion", "Guide", "SignOff"]
