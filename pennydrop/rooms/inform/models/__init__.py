"""Claims with their sources and sign-offs, the guides built from them, and alerts."""

from pennydrop.rooms.inform.models.alerts import Alert, AlertGrade, AlertVersion
from pennydrop.rooms.inform.models.claims import Claim, ClaimVersion, SignOff
from pennydrop.rooms.inform.models.guides import Guide

__all__ = ["Alert", "AlertGrade", "AlertVersion", "Claim", "ClaimVersion", "Guide", "SignOff"]
