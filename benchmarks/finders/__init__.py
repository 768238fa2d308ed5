"""The finders of identifiers that are measured, each in a process of its own."""
