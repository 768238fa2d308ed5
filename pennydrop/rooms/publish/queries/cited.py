"""What others published and sentences stand on, as readers find it at the end."""

import re
from collections.abc import Iterable

from pennydrop.core.documents.blocks import Block, Heading, Prose
from pennydrop.core.documents.outline import TOP
from pennydrop.rooms.publish.rules.claims import Evidence, Kind

TITLE = "Sources of what we did not hear ourselves"
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def cited(evidence: Iterable[Evidence]) -> tuple[Block, ...]:
    """A section that lists each of these sources once, in the order of the sentences; nothing
    where there is none. Addresses are written out, since paper has no links."""
    sources = {
        one.target: " ".join(one.label.split()) for one in evidence if one.kind is Kind.SOURCE
    }
    if not sources:
        return ()
    lines = (f"- {_as_is(name)}: {_link(address)}" for address, name in sources.items())
    return (Heading(TOP, TITLE), Prose("\n".join(lines)))


def _link(address: str) -> str:
    whole = address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    return f"[{_as_is(address)}](<{'%20'.join(whole.split())}>)"


def _as_is(text: str) -> str:
    """Text that means nothing to Markdown."""
    return _MARKS.sub(r"\\\1", text)
