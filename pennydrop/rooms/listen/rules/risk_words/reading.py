"""Read a text for signs of risk: put its spelling in order, go through it clause by clause, and
pass over what is denied, long past, or only a saying."""

import re
import unicodedata
from collections.abc import Iterator

from pennydrop.rooms.listen.rules.risk_words.kinds import Kind
from pennydrop.rooms.listen.rules.risk_words.one_self import ONE_SELF
from pennydrop.rooms.listen.rules.risk_words.others import OTHERS
from pennydrop.rooms.listen.rules.risk_words.sayings import SAYINGS


def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(phrases) + ")")


_PATTERNS = {kind: _compiled(phrases) for kind, phrases in {**ONE_SELF, **OTHERS}.items()}
_SAYINGS = _compiled(SAYINGS)

# How people type on a phone, word by word.
_SPELLED = {
    "im": "i'm", "ive": "i've", "ill": "i'll", "cant": "can't", "cannot": "can't",
    "wont": "won't", "dont": "don't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't",
    "wasnt": "wasn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "havent": "haven't",
    "hasnt": "hasn't", "arent": "aren't", "shouldnt": "shouldn't", "hes": "he's", "shes": "she's",
    "theyre": "they're", "theyve": "they've", "hell": "he'll", "theyll": "they'll",
    "wanna": "want to", "gonna": "going to", "gunna": "going to", "kms": "kill myself",
    "od'd": "overdosed", "oded": "overdosed", "od'ed": "overdosed", "od": "an overdose",
    "od'ing": "overdosing", "oding": "overdosing", "meself": "myself", "mesen": "myself",
    "mysel": "myself", "suiside": "suicide", "sucide": "suicide", "suicde": "suicide",
    "sucidal": "suicidal", "suisidal": "suicidal", "breath": "breathe", "breething": "breathing",
    "u": "you", "ur": "your", "bf": "boyfriend", "gf": "girlfriend", "hubby": "husband",
    "bcos": "because", "coz": "because", "cos": "because", "tho": "though", "2nite": "tonight",
    "tonite": "tonight", "unalived": "unalive",
}  # fmt: skip
_TWO_WORDS = {
    "can not": "can't", "my self": "myself", "me self": "myself", "him self": "himself",
    "her self": "herself", "do not": "don't", "is not": "isn't",
    "will not": "won't", "does not": "doesn't", "has not": "hasn't", "have not": "haven't",
    "get breathe": "get breath", "my breathe": "my breath", "a breathe": "a breath",
    "for breathe": "for breath", "any breathe": "any breath",
}  # fmt: skip
_TYPED_APART = re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, _TWO_WORDS))})(?![\w'])")
_WORD = re.compile(r"[a-z][a-z'\d]*|\d[a-z]+")
_CLAUSES = re.compile(r"[.!?;:\n]+|,? \bbut\b|,? \bthough\b|,? (?<!back )\bthen\b|,? \bwhereas\b")
# Said right before a phrase, it turns the phrase round ("never wanted to", "not suicidal").
_DENIED = re.compile(
    r"\b(?:never|not|n't|don't|didn't|wasn't|isn't|wouldn't|haven't|hasn't|won't|couldn't|nobody|"
    r"no one|no longer|stopped|without|aren't|am not|i'm not|no)"
    r"(?: (?:really|even|ever|once|been|be|felt|feel|feeling|want|wanted|wants|going|to|gone|"
    r"thought|think|thinking|about|of|any|actually|a|being|had|have|having|here|it|that|i|he|she|"
    r"try|tried|trying|like|plan|plans|planning|is|was|at|all|my|partner|boyfriend|dad|mum)"
    r"){0,4} ?$"
)
_LONG_AGO = re.compile(
    r"\b(?:years ago|months ago|years back|back then|in those days|used to|ages ago|long time ago|"
    r"a while back|last year|when i was (?:\d+|little|a kid|a child|a teenager|young|younger|"
    r"at school|in school)|(?:in|since|back in) (?:19|20)\d\d|as a (?:kid|child|teenager)|at the "
    r"time|in my (?:teens|twenties|thirties)|before i got (?:help|clean|better)|once upon)\b"
)
_NOW = re.compile(
    r"\b(?:now|still|again|today|tonight|right now|at the moment|this (?:morning|evening|week|"
    r"afternoon)|these days|every (?:day|night)|keeps?|lately|at present|currently|until now)\b"
)


def risk_in(text: str) -> tuple[Kind, ...]:
    """The kinds of risk that the words of `text` suggest, most pressing first; often none.

    Leans to finding too much. What is denied right before ("not suicidal"), set long ago in the
    same clause ("years ago", and no "still" or "again"), or a saying ("I'd kill for a tea") is
    passed over.
    """
    clauses = [*_clauses(plain(text))]
    return tuple(kind for kind in Kind if any(_suggests(kind, clause) for clause in clauses))


def plain(text: str) -> str:
    """Small letters, straight apostrophes, one space, and the spellings that phrases expect."""
    folded = unicodedata.normalize("NFKD", text.replace("…", ". ")).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"[’‘ʼ`´]", "'", folded)
    folded = re.sub(r"[*_~\"“”()\[\]]+", " ", folded)
    folded = re.sub(r"[ \t\r\f\v\xa0]+", " ", folded)
    folded = _WORD.sub(lambda found: _SPELLED.get(found[0], found[0]), folded)
    return _TYPED_APART.sub(lambda found: _TWO_WORDS[found[0]], folded)


def _clauses(text: str) -> Iterator[str]:
    for clause in _CLAUSES.split(text):
        # A comma parts no clause ("he hit me, again"), and must not part a phrase either.
        joined = re.sub(r"\s*[,–—/]\s*", " ", clause).strip()
        if joined:
            yield joined


def _suggests(kind: Kind, clause: str) -> bool:
    found = [*_PATTERNS[kind].finditer(clause)]
    if not found:
        return False
    spared = [(saying.start(), saying.end()) for saying in _SAYINGS.finditer(clause)]
    left = [
        match
        for match in found
        if not any(start < match.end() and match.start() < end for start, end in spared)
    ]
    if _NOW.search(clause):
        return bool(left)
    return not _LONG_AGO.search(clause) and any(
        not _DENIED.search(clause[: match.start()]) for match in left
    )
