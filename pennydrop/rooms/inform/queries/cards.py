"""Cards to share: a question and its answer as a picture, with the same as text."""

import datetime as dt
from functools import lru_cache

from pennydrop.core.documents.blocks import Block, Heading, Prose
from pennydrop.core.documents.cards import Shape
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.pdf.render import render_card
from pennydrop.core.documents.prose import plain
from pennydrop.rooms.inform.queries.myths import Answered, MythsPage
from pennydrop.rooms.inform.rules.claims import ClaimText, Nation

UNCHECKED = "A demonstration: nobody has checked these words yet."


def card_words(one: Answered, page: MythsPage) -> str:
    """What a card says, for those who do not see it."""
    said = [one.myth.asked, *map(plain, _texts(one)), _stands(one, page)]
    return "\n".join(line for line in said if line)


def card_picture(one: Answered, page: MythsPage, *, kind: str, shape: Shape, address: str) -> bytes:
    """A card as "png" or "svg". `address`: the whole one of the page of questions."""
    stands = _stands(one, page)
    return _drawn(one.myth.asked, _texts(one), page.organisation, stands, address, kind, shape)


def _texts(one: Answered) -> tuple[str, ...]:
    """The answer with what its sources disagree on, then what adds to it; where a sentence holds in
    some nations only, it says in which. What adds something disputed has no room on a card."""
    first, *more = one.shown
    said = [_placed(first), f"Sources differ: {first.conflict}" if first.conflict else ""]
    said += [_placed(claim) for claim in more if not claim.conflict]
    return tuple(text for text in said if text)


def _placed(claim: ClaimText) -> str:
    where = ", ".join(nation for nation in Nation if nation in claim.nations)
    return f"{where}: {claim.text}" if where else claim.text


def _stands(one: Answered, page: MythsPage) -> str:
    """Until when a card may be shared: advice that nobody looks at again is not passed on."""
    if page.invented:
        return UNCHECKED
    return f"Checked until {one.until:%-d %B %Y}" if one.until else ""


@lru_cache(maxsize=96)
def _drawn(
    asked: str, texts: tuple[str, ...], organisation: str, stands: str, address: str, kind: str,
    shape: Shape,
) -> bytes:  # fmt: skip
    """Drawing takes a good part of a second, and the same card is asked for again and again."""
    blocks: list[Block] = [Heading(2, asked), Prose("\n\n".join(texts))]
    copy = Copy(
        title=asked, organisation=organisation, date=dt.date.min, blocks=blocks, stands=stands,
        address=address, layout=Layout.CARDS,
    )  # fmt: skip
    return render_card(copy, 0, kind=kind, shape=shape)
