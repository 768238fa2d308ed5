"""What a text is about, as far as a small model can tell: words as the model's pieces, a text cut
into stretches, and what codings teach about stretches.

Standard library only; the model itself runs in a process of its own (`queries/meaning_child.py`).
"""

from pennydrop.rooms.understand.rules.meaning.lessons import (
    FEWEST,
    Lesson,
    Place,
    Taught,
    lessons,
)
from pennydrop.rooms.understand.rules.meaning.stretches import LONGEST, stretches
from pennydrop.rooms.understand.rules.meaning.wordpiece import MOST, pieces

__all__ = [
    "FEWEST",
    "LONGEST",
    "MOST",
    "Lesson",
    "Place",
    "Taught",
    "lessons",
    "pieces",
    "stretches",
]
