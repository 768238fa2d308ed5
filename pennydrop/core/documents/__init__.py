"""Drafts made of typed blocks: what they are, how they are kept, shown and printed."""
