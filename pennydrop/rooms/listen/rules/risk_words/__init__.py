"""Words that suggest immediate risk, and the help that is shown at once to whoever wrote them.

`risk_in(text)` says which kinds of risk a text suggests, most pressing first; `help_for(kind)` is
what the person sees. It would rather show help once too often than once too seldom, it is no
judgement of a person, and nobody is kept from anything by it. What it finds is never stored.
"""

from pennydrop.rooms.listen.rules.risk_words.help import Help, Line, help_for
from pennydrop.rooms.listen.rules.risk_words.kinds import Kind, opens_concern, pressing
from pennydrop.rooms.listen.rules.risk_words.reading import risk_in

__all__ = ["Help", "Kind", "Line", "help_for", "opens_concern", "pressing", "risk_in"]
