"""What could point to a person in a text: the finder, for other parts and for other programs.

    from pennydrop.rooms.understand.public.identifiers import find_identifiers

    for span in find_identifiers("My mate Dave works at the chippy in Cromer."):
        print(span.start, span.end, span.label, span.score, span.why)

It needs no settings, no database and no keys, reads nothing but its own files and sends nothing
anywhere. What it returns are suggestions for a person to decide on: it does not find everything
(docs/reference/identifiers.md says how much). It may be called from several threads.
"""

from pennydrop.rooms.understand.queries.finder import find as find_identifiers
from pennydrop.rooms.understand.rules.identifiers import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.asking import Setting
from pennydrop.rooms.understand.rules.identifiers.telling import said_why

__all__ = ["Label", "Setting", "Span", "Why", "find_identifiers", "said_why"]
