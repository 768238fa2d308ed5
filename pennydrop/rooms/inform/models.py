"""Tables and constraints. None yet: this room is built by a later issue."""
