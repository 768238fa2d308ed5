"""What changes in this room; each act is noted in the record."""
