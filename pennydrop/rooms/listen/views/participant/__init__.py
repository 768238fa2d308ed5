"""Participant pages. Open to anybody; no session, no cookie before the first answer."""
