"""Undoing what was written: `undoing` knows the way for each kind, which the other files hold."""
