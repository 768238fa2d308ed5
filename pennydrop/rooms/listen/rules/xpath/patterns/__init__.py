"""regex(): patterns written by a form's author, matched in a time that no pattern can blow up.

Python's own `re` tries one way after another, and a pattern such as (a+)+b makes it try for ever.
Here all ways are followed at once (Thompson, 1968), so that the work is at most the length of the
text times the size of the pattern. What needs trying back (\\1) is refused in words.
"""

from pennydrop.rooms.listen.rules.xpath.patterns.matching import matches

__all__ = ["matches"]
