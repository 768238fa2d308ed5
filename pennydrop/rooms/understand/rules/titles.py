"""A title goes with the name behind it: "Mrs Begum" is not "Mr Begum", and "Mrs" says a sex."""

from collections.abc import Iterator, Sequence

from pennydrop.rooms.understand.rules.alike import PEOPLES_TITLES
from pennydrop.rooms.understand.rules.identifiers import Label, Span
from pennydrop.rooms.understand.rules.identifiers.words import Words


def with_titles(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of a text, those of people with the title that stands before them."""
    words = Words(text)
    at = {start: number for number, start in enumerate(words.starts)}
    last = 0
    for span in spans:
        title = at.get(span.start, 0) - 1
        joined = span.label == Label.PERSON and title >= 0 and words.starts[title] >= last
        whole = joined and _is_title(words, title)
        yield span._replace(start=words.starts[title]) if whole else span
        last = span.end


def _is_title(words: Words, i: int) -> bool:
    if words.keys[i] not in PEOPLES_TITLES or not words.joined(i) or not words.capital(i + 1):
        return False
    if words.keys[i] in {"miss", "ms"}:
        # "Miss Amy so much", "I miss Amy", "my ms"
        return words.capital(i) and not words.opens(i)
    return True
