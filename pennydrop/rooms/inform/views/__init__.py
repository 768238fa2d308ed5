"""HTTP of this room: load, one call, translate errors, answer."""
