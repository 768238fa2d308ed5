from pennydrop.rooms.support.models.concerns import Concern, Step
from pennydrop.rooms.support.models.desks import ClosedDay, Desk, Shift, Watch

__all__ = ["ClosedDay", "Concern", "Desk", "Shift", "Step", "Watch"]
