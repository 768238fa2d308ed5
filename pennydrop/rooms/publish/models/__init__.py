from pennydrop.rooms.publish.models.editions import Edition, Slot
from pennydrop.rooms.publish.models.findings import DrawnOn, Findings

__all__ = ["DrawnOn", "Edition", "Findings", "Slot"]
