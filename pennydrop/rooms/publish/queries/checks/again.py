"""Whether a draft says anything that its newest edition does not."""

from collections.abc import Iterable

from pennydrop.core.documents.resolved import Quote, Resolved
from pennydrop.rooms.publish.queries.checks.ready import Ready
from pennydrop.rooms.publish.queries.editions import EditionCard, newest_edition, read_edition
from pennydrop.rooms.publish.rules.checking import WHOLE, Problem
from pennydrop.rooms.publish.rules.wording import split_title


def said_already(ready: Ready) -> Iterable[Problem]:
    """A thing to weigh, and no bar: readers and followers are told of nothing new, which somebody
    may still want, such as to have a mistaken edition followed by the one before it."""
    before = same_as_released(ready)
    if before:
        text = (
            f"The draft says the same as edition {before.number}. Another edition would tell "
            "readers, and everybody who follows, nothing new. Change something first, or say why "
            "it comes out again."
        )
        yield Problem(False, WHOLE, text, kind="same again")


def same_as_released(ready: Ready) -> EditionCard | None:
    """The newest edition where the draft would say just what it says; else None."""
    card = newest_edition(ready.draft.id)
    if card is None or not _same_frame(ready, card):
        return None
    view = read_edition(card)
    same = view.blocks == ready.readable and _said(view.values) == _said(ready.values)
    return card if same else None


def _same_frame(ready: Ready, card: EditionCard) -> bool:
    named = (card.title, card.subtitle, card.organisation)
    return named == (*split_title(ready.draft.document.title), ready.facts.organisation)


def _said(values: dict[str, Resolved]) -> dict[str, object]:
    """What each reference prints. An omission prints the same whatever was kept of it."""
    return {
        key: (value.said, value.attribution, value.verbatim) if isinstance(value, Quote) else value
        for key, value in values.items()
    }
