"""Names of people: the name list, and the words around a name that may be none.

The same word is a person in one sentence and a drug, month, verb or place in the next; each kind of
word asks for its own strength of evidence.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pennydrop.rooms.understand.rules.identifiers import cues, lists
from pennydrop.rooms.understand.rules.identifiers.spans import STANDS, Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.words import Words

# Endings of medicines that no given name on the list shares (by the stems of the British and
# international non-proprietary names).
_MEDICINE = tuple(
    """orphine azepam azolam azole idone olol statin cillin mycin oxetine triptyline amine
    codeine profen zepine gabalin pentin prazole sartan floxacin barbital butynin
    fenacin terodine adone caine zodone apine setron triptan pramine dopa cycline
    oxone steroid""".split()
)

_YOUNGER_OR_ELDER = frozenset("senior snr sr junior jnr jr".split())
_ON_RECORD = frozenset("dob born aged".split())  # "kayleigh strutt dob 5.2.02"
_BEFORE_INITIALS = frozenset("client pt patient re saw with for user partner".split())
_SURE_SIGNS = (cues.greeted, cues.written_in, cues.nicknamed, cues.reached)


def find(words: Words, taken: list[bool]) -> Iterator[tuple[int, int, Span]]:
    """People as (first word, word after the last, span), clear of the words already taken."""
    i, count, plain = 0, len(words), lists.never_in_small_letters()
    while i < count:
        if words.keys[i] in plain and not words.capital(i):
            i += 1
            continue
        score = 0.0 if taken[i] else _score(words, i)
        if not score:
            i += 1
            continue
        end = _rest_of_name(words, i, taken)
        place = _place_like(words, i, end, score)
        label = Label.PLACE if place else Label.PERSON
        stop = words.ends[end - 1] + _closing_dot(words, i, end)
        listed = place or words.keys[i] in lists.given_names()
        why = Why.LIST if listed else Why.PATTERN
        yield i, end, Span(words.starts[i], stop, label.value, score, why.value)
        i = end


def never_marked(words: Words) -> list[bool]:
    """For each word, whether it belongs to a phrase that is never an identifier."""
    marked = [False] * len(words)
    phrases = lists.never_phrases()
    for i, pair in enumerate(pairwise(words.keys)):
        for term in phrases.get(pair, ()):
            if tuple(words.keys[i : i + len(term)]) == term:
                marked[i : i + len(term)] = [True] * len(term)
                break
    return marked


def _score(words: Words, i: int) -> float:
    """How sure word i begins a name; 0 where it does not."""
    word = words.keys[i]
    if not word.isalpha():
        return 0.0
    if any(sign(words, i) for sign in _SURE_SIGNS):
        return STANDS
    return _by_its_kind(words, i, word)


def _by_its_kind(words: Words, i: int, word: str) -> float:
    """What stands for a name in the surroundings that its kind of word asks for."""
    if len(word) == 1 or (words.shouted(i) and len(word) <= 3):
        return _initials(words, i)
    if word in lists.drug_names():
        return _drug_or_person(words, i)
    if word in lists.many_meanings():
        return _word_or_person(words, i)
    if word in lists.never_names():
        return 0.0
    if word in lists.given_names():
        return _given(words, i) if word not in lists.ordinary_words() else _word_or_person(words, i)
    if word in lists.ordinary_words():
        return _ordinary(words, i)
    return _unknown(words, i)


def _given(words: Words, i: int) -> float:
    if words.capital(i):
        return 0.95
    return 0.85 if len(words.keys[i]) > 3 or cues.introduced(words, i) else 0.65


def _initials(words: Words, i: int) -> float:
    """ "J.P.", "JP said", "client KM", "Mr J": capitals that stand for a name."""
    word = words.keys[i]
    if not words.word(i).isupper():
        return _given(words, i) if word in lists.given_names() and words.capital(i) else 0.0
    if len(word) == 1:
        return _initial(words, i)
    if word in lists.never_names() or word in lists.ordinary_words() and len(word) < 3:
        return 0.0
    if _speaks_of_somebody(words, i):
        return 0.75
    return 0.9 if word in lists.given_names() and len(word) == 3 else 0.0


def _initial(words: Words, i: int) -> float:
    """One capital: "Mr J Smith", "Ms. T", "J.P."."""
    titled = words.key_at(i - 1) in cues.TITLES and words.keys[i] != "i"
    if cues.introduced(words, i) and (titled or words.capital(i + 1) and words.joined(i)):
        return 0.8
    dotted = (
        words.gap(i) == "."
        and words.capital(i + 1)
        and words.ends[i + 1] - words.starts[i + 1] == 1
    )
    return 0.85 if dotted and words.gap(i + 1).startswith(".") and words.keys[i] != "i" else 0.0


def _speaks_of_somebody(words: Words, i: int) -> bool:
    """Whether the words round some capitals are those round a person ("client KM", "KM, 34")."""
    after = words.key_at(i + 1)
    aged = words.gap(i).startswith(",") and after.isdigit() and len(after) == 2
    led = words.key_at(i - 1) in _BEFORE_INITIALS
    return led or aged or cues.introduced(words, i) or after in cues.HUMAN or words.owns[i]


def _closing_dot(words: Words, i: int, end: int) -> int:
    """1 where initials end with their full stop ("J.P.")."""
    initials = end - i > 1 and all(len(k) == 1 for k in words.keys[i:end])
    return int(initials and words.gap(end - 1).startswith("."))


def _drug_or_person(words: Words, i: int) -> float:
    """Charlie, Molly, Mandy: a person only with a word that drugs do not take."""
    capital = words.capital(i)
    if cues.introduced(words, i) and words.key_at(i - 1) not in cues.CALLED:
        return 0.9
    if capital and _surname_follows(words, i):
        return 0.9
    if cues.surely_drug(words, i):
        return 0.0
    if cues.introduced(words, i) and capital:
        return 0.7
    if cues.acts(words, i):
        return 0.85
    if capital and (cues.told(words, i) and not cues.as_drug(words, i)):
        return 0.7
    return 0.65 if capital and words.tails[i] else 0.0


def _word_or_person(words: Words, i: int) -> float:
    """Will, May, Mark, Hope and other names that are ordinary words."""
    if cues.as_month(words, i):
        return 0.0
    if cues.introduced(words, i) and (
        words.capital(i) or words.keys[i] not in lists.common_words()
    ):
        return 0.9
    if cues.as_verb(words, i):
        return 0.85 if words.capital(i) and _surname_follows(words, i) else 0.0
    if not words.capital(i):
        return 0.7 if cues.acts(words, i) and words.key_at(i + 1) not in {"and"} else 0.0
    if not words.opens(i):
        return 0.8
    if words.keys[i] in {"will", "may", "can", "mark", "said"} and words.key_at(i + 1) in {
        "my",
        "you",
        "i",
    }:
        return 0.0
    return 0.75 if cues.acts(words, i) or words.tails[i] or _surname_follows(words, i) else 0.0


def _ordinary(words: Words, i: int) -> float:
    """A word of everyday English: a name only when capitalised right after a title or "called"."""
    if not words.capital(i) or words.opens(i) or words.shouted(i):
        return 0.0
    if words.keys[i] in cues.KIN or words.keys[i] in cues.TITLES:
        return 0.0
    return 0.75 if cues.introduced(words, i) else 0.0


def _unknown(words: Words, i: int) -> float:
    """A word on no list: a nickname or a rare name, if its surroundings or its capital say so."""
    if words.keys[i] in cues.TITLES or words.keys[i].endswith(_MEDICINE):
        return 0.0
    if not words.capital(i):
        return 0.7 if cues.introduced(words, i) and _name_shaped(words, i) else 0.0
    if words.word(i).removesuffix("s").isupper() and not cues.introduced(words, i):
        return 0.0
    if cues.introduced(words, i) or cues.acts(words, i):
        return 0.85
    if _surname_follows(words, i):
        return 0.75
    if not words.opens(i):
        return 0.6
    return 0.6 if words.tails[i] or words.key_at(i + 1) in cues.WEAK else 0.0


def _name_shaped(words: Words, i: int) -> bool:
    word = words.keys[i]
    plain = word.isalpha() and len(word) > 2
    return plain and not word.endswith(("ing", "ed", "ly", "nt", "tion")) and not words.opens(i)


def _surname_follows(words: Words, i: int) -> bool:
    after = words.key_at(i + 1)
    return (
        words.capital(i + 1)
        and words.joined(i)
        and not words.opens(i + 1)
        and not words.shouted(i + 1)
        and len(after) > 2
        and after not in lists.never_names()
        and after not in lists.months_and_days()
        and (after in lists.surnames() or after not in lists.common_words())
    )


def _rest_of_name(words: Words, i: int, taken: list[bool]) -> int:
    """The word after the last one of the name that begins at i: initials, hyphens, surnames."""
    end = i + 1
    while end < len(words) and end - i < 4 and not taken[end] and words.joined(end - 1):
        if not _continues(words, end):
            break
        end += 1
    return end


def _continues(words: Words, end: int) -> bool:
    gap, word = words.gap(end - 1), words.keys[end]
    if "." in gap:
        initial = len(words.keys[end - 1]) == 1
        return initial and words.capital(end) and (len(word) == 1 or gap == ". ")
    if gap == "-":
        return words.capital(end) == words.capital(end - 1) and word not in lists.common_words()
    if word in _YOUNGER_OR_ELDER and words.capital(end):
        return True
    if words.key_at(end + 1) in _ON_RECORD and word not in lists.ordinary_words():
        return word.isalpha() and len(word) > 2
    if words.capital(end):
        return _surname_follows(words, end - 1) or (len(word) == 1 and word != "i")
    lower = not words.capital(end - 1) and word in lists.surnames()
    return lower and word not in lists.ordinary_words()


def _place_like(words: Words, i: int, end: int, score: float) -> bool:
    """Whether an unknown capitalised word led to by "in" or "near" is more likely a place."""
    if score > 0.6 or words.keys[i] in lists.given_names():
        return False
    led = words.key_at(i - 1) in cues.PREPOSITIONS
    return led or words.key_at(end) in cues.PLACE_AFTER


@lru_cache(maxsize=20_000)
def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a full name that may stand for the person alone ("Karen", "Whitlock")."""
    words = Words(name)
    if len(words) < 2:
        return ()
    return tuple(
        words.word(i)
        for i, k in enumerate(words.keys)
        if len(k) > 2
        and k not in lists.never_names()
        and k not in cues.KIN | cues.TITLES
        and (
            k in lists.given_names()
            or k in lists.many_meanings()
            or k not in lists.ordinary_words()
        )
    )
