"""The word lists that stand beside this file, read once."""

from functools import cache
from importlib.resources import files

from pennydrop.rooms.understand.rules.identifiers.words import Words, key

Term = tuple[str, ...]
Terms = dict[str, tuple[Term, ...]]  # first word of a term -> its terms, longest first
Phrases = dict[tuple[str, str], tuple[Term, ...]]  # the same by its first two words


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


def by_first_word(terms: list[Term]) -> Terms:
    """Terms under their first word, the longest first."""
    grouped: dict[str, set[Term]] = {}
    for term in terms:
        if term:
            grouped.setdefault(term[0], set()).add(term)
    return {first: _longest_first(group) for first, group in grouped.items()}


def _by_first_two(terms: list[Term]) -> Phrases:
    """Phrases under their first two words, the longest first: a thousand begin with "the"."""
    grouped: dict[tuple[str, str], set[Term]] = {}
    for term in terms:
        grouped.setdefault((term[0], term[1]), set()).add(term)
    return {first: _longest_first(group) for first, group in grouped.items()}


def _longest_first(terms: set[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda t: (-len(t), t)))


@cache
def given_names() -> frozenset[str]:
    return frozenset(key(part) for line in _lines("given_names.txt") for part in line.split())


@cache
def surnames() -> frozenset[str]:
    return frozenset(key(part) for line in _lines("surnames.txt") for part in line.split())


@cache
def _ordinary() -> tuple[frozenset[str], frozenset[str]]:
    parts: list[list[str]] = []
    for line in _lines("ordinary_words.txt"):
        if line.startswith("["):
            parts.append([])
        else:
            parts[-1].extend(line.split())
    return frozenset(parts[0]), frozenset(parts[0] + parts[1])


def common_words() -> frozenset[str]:
    """The few thousand most frequent words of English."""
    return _ordinary()[0]


def ordinary_words() -> frozenset[str]:
    """Words of everyday English, the common ones among them."""
    return _ordinary()[1]


@cache
def places() -> Terms:
    """Towns, villages and parts of cities of the UK, and towns abroad."""
    names = [*_lines("places.txt"), *towns_abroad()]
    return by_first_word([tuple(Words(name).keys) for name in names])


@cache
def towns_abroad() -> tuple[str, ...]:
    """Without islands and regions that people go to: those are as wide as a county, and known as
    such ("wide place or people")."""
    wide = {(word,) for word in never_names()} | {
        t for some in never_phrases().values() for t in some
    }
    return tuple(name for name in places_abroad() if tuple(Words(name).keys) not in wide)


@cache
def places_abroad() -> dict[str, str]:
    """Places abroad and the country of each."""
    rows = (line.partition(": ") for line in _lines("places_abroad.txt"))
    return {name: country for country, _, names in rows for name in names.split("; ")}


@cache
def _look_alikes() -> dict[str, list[Term]]:
    kinds: dict[str, list[Term]] = {}
    kind = ""
    for line in _lines("look_alikes.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
        else:
            kinds.setdefault(kind, []).append(tuple(Words(line).keys))
    return kinds


DRUG_NAMES = "drug that is also a name"
MANY_MEANINGS = "said in more than one way"
_NAMES_TOO = frozenset({DRUG_NAMES, MANY_MEANINGS, "drug"})


@cache
def drug_names() -> frozenset[str]:
    """Single words that name a drug in one sentence and a person in the next."""
    return frozenset(term[0] for term in _look_alikes()[DRUG_NAMES] if len(term) == 1)


@cache
def many_meanings() -> frozenset[str]:
    """Names that are also everyday words ("will", "may", "mark", "hope")."""
    return frozenset(term[0] for term in _look_alikes()[MANY_MEANINGS])


@cache
def never_names() -> frozenset[str]:
    """Single words that are never an identifier by themselves."""
    return frozenset(
        term[0]
        for kind, terms in _look_alikes().items()
        for term in terms
        if len(term) == 1 and kind not in (DRUG_NAMES, MANY_MEANINGS)
    )


@cache
def never_in_small_letters() -> frozenset[str]:
    """Words that name nobody unless they are written with a capital: most words of a text, so that
    the others can be looked at more closely."""
    none = never_names() | (ordinary_words() - given_names())
    return none - drug_names() - many_meanings()


def has_senses(word: str) -> bool:
    """Whether a word, as `words.key` writes it, is something else besides a name: a drug, a month,
    an everyday word."""
    return word in ordinary_words() or word in drug_names() or word in never_names()


@cache
def months_and_days() -> frozenset[str]:
    return frozenset(term[0] for term in _look_alikes()["calendar"] if len(term) == 1)


@cache
def roles() -> frozenset[str]:
    """Single words for what somebody is to others ("nurse", "porter"), which may label a turn."""
    return frozenset(term[0] for term in _look_alikes()["role or rank"] if len(term) == 1)


@cache
def to_others() -> frozenset[str]:
    """Single words for what somebody is to others, by work, kin or politeness ("nan", "sir")."""
    kin = _look_alikes()["word of kin, greeting or address"]
    return roles() | frozenset(term[0] for term in kin if len(term) == 1)


@cache
def known_everywhere() -> frozenset[str]:
    """Single words for drugs, medicines, illnesses and national bodies: to whom people write
    letters too ("Dear Ketamine", "Hello Samaritans")."""
    kinds = ("drug", "medicine, test or illness", "body, service or law known everywhere")
    terms = [term for kind in kinds for term in _look_alikes()[kind]]
    return frozenset(term[0] for term in terms if len(term) == 1)


@cache
def never_phrases() -> Phrases:
    """Phrases of two or more words that are never an identifier ("mary jane", "turning point")."""
    terms = [t for group in _look_alikes().values() for t in group if len(t) > 1]
    return _by_first_two(terms)


@cache
def known_phrases() -> Phrases:
    """Those of them that nobody is called by either: not drugs, for there are Mary Janes."""
    kinds = _look_alikes().items()
    terms = [t for kind, group in kinds for t in group if len(t) > 1 and kind not in _NAMES_TOO]
    return _by_first_two(terms)


@cache
def famous_people() -> Phrases:
    """Names of two or more words that everybody knows ("captain pugwash")."""
    return _by_first_two([t for t in _look_alikes()["person everybody knows"] if len(t) > 1])
