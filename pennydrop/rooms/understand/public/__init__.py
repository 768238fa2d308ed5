"""The only part of this room that other rooms may import: `quotes` and `themes`."""
