from pennydrop.rooms.publish.models.editions import Edition, Slot

__all__ = ["Edition", "Slot"]
