"""What is none, whatever the model says: labels of speakers, times of day, shortened words, and
words that nobody is called by."""

import re
from bisect import bisect_left, bisect_right

from pennydrop.rooms.understand.rules.identifiers import cues, lists
from pennydrop.rooms.understand.rules.identifiers.decoding import NAMED, SMALL
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.words import Words, keys_of

_LETTER_LABEL = re.compile(r"\s?(?::|>>|»|\|)")  # what stands after a speaker's letter
_LABELLED = re.compile(
    r"(?:^|\n)[ \t>*•\-–—\[(]{0,4}"
    r"(?:(?:female|male|worker|voice|speaker|guest|person|participant|man|woman|carer|parent|mum|dad"
    r"|nurse|peer|patient|client|member|resident|student|staff|volunteer)\s)?$",
    re.IGNORECASE,
)
# Whoever asks, leads or writes down, at the beginning of a line: "Mod: …", "RA – …", "Int.: …".
_ROLE = re.compile(
    r"(?:mods?|moderator|facil|facilitator|fac|int|interviewer|iv|ir|ra|pi|res|resp|respondent"
    r"|participant|ptp|obs|observer|note ?taker|transcriber|speaker|spk|host|chair|interp)\.?",
    re.IGNORECASE,
)
_AFTER_ROLE = re.compile(r"\.?\s{0,2}(?:::?|[-–—»>|(])")
_SPEAKER = re.compile(r"(?:speaker|spk)_$", re.IGNORECASE)
_TIME = re.compile(
    r"(?:at\s)?\d{1,4}(?:[.:]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|hrs?|h|o'?clock)?", re.IGNORECASE
)
_SHORTENED = frozenset(
    "am dob eg etc hiv hq id ie mp nb nhs ok pm pp pps ps qv rip td tv uk us usa vs".split()
)
_DIGITS_OF_A_PHONE = 5
_DIGITS_OF_A_DAY = 3  # "the 3rd of May" is a day, "p. 3" is none
_SAYS_A_NUMBER = re.compile(
    r"\d|teen|twent|thirt|fou?rt|fift|sixt|sevent|eight|ninet|[\s-]oh?\b", re.IGNORECASE
)
_PART = re.compile(r"\d\s?[/%]|/\s?\d")  # "22/40", "95%"
_DOTTED = re.compile(r"(?<!\w)(?:[a-z]\.){1,4}[a-z]?(?!\w)", re.IGNORECASE)  # "a.m.", "D.o.b"
_FEW_LETTERS = 9
_LONG_PHRASE = 4  # words
_NOBODY = frozenset("mr mrs ms mx miss dr sir pc".split())  # by themselves
_WHOLE_TITLE = len("dame") + 1  # "Prof Ash" is Ash, "Nurse Ash" may be what she is called
_FIGURES = len("110")
YOUNGEST, OLDEST = 17, 110  # an age of sixteen or less says no more than "a child"
# As sure as this of a nickname, the model is believed although the word is on a list of what is
# none ("they call him Noddy"); of a word for kin, work or a day ("Doctor has his rucksack") and of
# a phrase ("everyone called him Wagon Wheel") it has to be surer.
_NICKNAME, _OF_OTHERS, _OF_A_PHRASE = 0.3, 0.5, 0.94
_LABELS = frozenset({Label.PERSON.value, Label.ORGANISATION.value, Label.PLACE.value})
_NOT_ASKED = frozenset({Why.ASKED.value, Why.EARLIER.value, Why.AGAIN.value})


def vetoed(words: Words, span: Span) -> bool:
    """Whether a find cannot be right, by how it is written and where it stands."""
    if span.why in _NOT_ASKED:
        return False
    written = words.text[span.start : span.end]
    keys = keys_of(written)
    return (
        not keys
        or _wrongly_written(words, written, span)
        or (span.label == Label.PERSON and _labels_a_turn(words.text, span))
        or (span.why == Why.MODEL and _in_a_phrase(words, span))
        or (span.label in _LABELS and _means_something_else(words, written, keys, span))
    )


def _wrongly_written(words: Words, written: str, span: Span) -> bool:
    """Whether a thing of its kind is never written so."""
    if span.label == Label.AGE and not _SAYS_A_NUMBER.search(written):
        return True
    if span.label == Label.AGE and written.isdigit():
        part = _PART.search(_round(words.text, span))
        return part is not None or not _may_be_an_age(written)
    if span.label == Label.DATE and span.why == Why.MODEL and written.isdigit():
        return len(written) < _DIGITS_OF_A_DAY
    if span.label == Label.PHONE and written.replace(" ", "").isdigit():
        return len(written.replace(" ", "")) < _DIGITS_OF_A_PHONE
    if span.label == Label.ADDRESS:
        return bool(_TIME.fullmatch(written))
    if span.label == Label.PERSON and len(written) < _FEW_LETTERS:
        dotted = _DOTTED.search(_round(words.text, span))
        return dotted is not None and dotted[0].lower().replace(".", "") in _SHORTENED
    return False


def _may_be_an_age(figures: str) -> bool:
    """By its figures; a superscript is none, and a run of thousands is no number to work out."""
    return len(figures) <= _FIGURES and figures.isdecimal() and YOUNGEST <= int(figures) <= OLDEST


def _round(text: str, span: Span) -> str:
    """A find with the few characters that stand on either side."""
    return text[max(0, span.start - 4) : span.end + 4]


def _in_a_phrase(words: Words, span: Span) -> bool:
    """Whether a find is all or part of a phrase that everybody knows ("King Edward", "Turning
    Point")."""
    first = bisect_right(words.ends, span.start)
    after = bisect_left(words.starts, span.end)
    phrases = _phrases_against(span)
    people = _people_not_meant(words, span, first)
    pairs = (
        (at, (words.key_at(at), words.key_at(at + 1)))
        for at in range(first - _LONG_PHRASE, first + 1)
        if at >= 0
    )
    return any(
        at + len(term) >= after and tuple(words.keys[at : at + len(term)]) == term
        for at, pair in pairs
        for term in phrases.get(pair, ())
        if term not in people.get(pair, ())
    )


def _people_not_meant(words: Words, span: Span, first: int) -> lists.Phrases:
    """Famous people, where a house is called after one: "past the Prince Albert"."""
    house = span.label == Label.ORGANISATION and words.key_at(first - 1) == "the"
    return lists.famous_people() if house else {}


def _phrases_against(span: Span) -> lists.Phrases:
    """The phrases that speak against a find: with one that is very sure, famous people alone."""
    if span.score < _OF_A_PHRASE:
        return lists.known_phrases()
    return lists.famous_people() if span.label == Label.PERSON else {}


def _labels_a_turn(text: str, span: Span) -> bool:
    """ "A: …", "Female B: …", "Mod: …": a letter or a role that stands for whoever speaks."""
    before, written = text[max(0, span.start - 24) : span.start], text[span.start : span.end]
    if _SPEAKER.search(before):
        return True
    if not _LABELLED.search(before):
        return False
    if len(written) == 1:
        return bool(_LETTER_LABEL.match(text, span.end))
    role = _ROLE.fullmatch(written) or written.lower() in lists.roles()
    return bool(role and _AFTER_ROLE.match(text, span.end))


def _means_something_else(words: Words, written: str, keys: tuple[str, ...], span: Span) -> bool:
    """Small words alone, or (in what the model alone sees as a person) words that are no names."""
    letter = len(written) == 1 and written.isupper()  # "Mr A"
    named = span.score >= NAMED and written[0].isupper()
    if not letter and not named and all(key in SMALL for key in keys):
        return True
    if span.why != Why.MODEL or span.label != Label.PERSON:
        return False
    usual = any(key in lists.to_others() or key in lists.months_and_days() for key in keys)
    if span.score >= (_OF_OTHERS if usual else _NICKNAME):
        return cues.TITLES.issuperset(keys) and _is_no_more_than_a_title(words, keys, span)
    return all(key in lists.never_names() and not _may_be_a_name(key) for key in keys)


def _is_no_more_than_a_title(words: Words, keys: tuple[str, ...], span: Span) -> bool:
    """ "Mr", and "Prof" before a name; but somebody may be called Prof or Doctor."""
    after = bisect_left(words.starts, span.end)
    short = len(words.text[span.start : span.end]) < _WHOLE_TITLE
    return _NOBODY.issuperset(keys) or (short and words.capital(after) and words.joined(after - 1))


def _may_be_a_name(key: str) -> bool:
    return key in lists.drug_names() or key in lists.many_meanings() or key in lists.given_names()
