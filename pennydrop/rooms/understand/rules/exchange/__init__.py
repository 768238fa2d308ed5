"""Projects of other analysis tools: read, judged, placed, and written."""
