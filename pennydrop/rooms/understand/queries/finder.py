"""The whole finder of identifiers: rules and lists, and the small model beside them."""

from collections.abc import Sequence

from pennydrop.rooms.understand.queries.tagger import Tagger, shipped
from pennydrop.rooms.understand.rules.identifiers import Span, Why, find_in
from pennydrop.rooms.understand.rules.identifiers.asking import Setting, asked_of
from pennydrop.rooms.understand.rules.identifiers.combining import (
    Asked,
    combined,
    heard_again,
    joined,
    measured,
)
from pennydrop.rooms.understand.rules.identifiers.second_look import again
from pennydrop.rooms.understand.rules.identifiers.vetoes import vetoed
from pennydrop.rooms.understand.rules.identifiers.widening import bridged, widened
from pennydrop.rooms.understand.rules.identifiers.windows import pieces_of
from pennydrop.rooms.understand.rules.identifiers.words import Words


def find(
    text: str,
    *,
    hide: Sequence[str] = (),
    names: Sequence[str] = (),
    places: Sequence[str] = (),
    setting: Setting | str = Setting.MISS_NOTHING,
) -> list[Span]:
    """Spans of a text that may identify somebody, sorted and not overlapping; for a person to
    decide on. Raises TypeError where the text is no str or a list of words is given as one string,
    ValueError where there is no such setting ("miss-nothing", "less-noise" or a `Setting`).

    `hide`: the participant's own list, which wins over all else. `names`, `places`: further ones
    that the study knows. Offsets are Unicode code points, end exclusive.
    """
    if not isinstance(text, str):
        raise TypeError(f"the text is a str, not {type(text).__name__}")
    if any(isinstance(given, str) for given in (hide, names, places)):
        raise TypeError("hide, names and places are lists of words, not one string")
    words = Words(text)
    ruled = find_in(words, hide=hide, names=names, places=places)
    return judged(words, ruled, shipped(), asked_of(Setting(setting)))


def judged(words: Words, ruled: Sequence[Span], tagger: Tagger, asked: Asked) -> list[Span]:
    """What the rules found, weighed and made whole by a model; then what was found once is looked
    for everywhere."""
    said = tagger.said(pieces_of(words, ruled))
    first = combined(words, [span for span in ruled if span.why != Why.AGAIN], said, asked)
    found = [widened(words.text, span) for span in first if not vetoed(words, span)]
    more = heard_again(words, again(words, found), said, asked, ruled)
    kept = [span for span in joined([*found, *more]) if not vetoed(words, span)]
    return measured(words, bridged(words.text, kept), asked)
