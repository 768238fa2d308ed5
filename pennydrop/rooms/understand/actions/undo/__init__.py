"""Undoing: `keeping` notes with each write how to undo it, `undoing` does it."""
