"""How one line may begin with a speaker: the styles that people and programs write."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum


class Style(Enum):
    """Ways to mark who speaks, most telling first."""

    COLON = "Karen: words, or Speaker 1 (00:01:02): words"
    HEADED = "Karen  0:05, with the words on the next lines"
    BRACKET = "[Karen] words"
    UNDER_TIME = "Karen, on a line of its own under a time"
    DASH = "KAREN - words"
    TAB = "Karen, a tab, words (also two cells of a table)"


class Strength(Enum):
    """How much a label alone looks like a speaker."""

    ROLE = "a role or a code: Interviewer, P1"
    NAME = "capitals: Karen Smith"
    SMALL = "one word in small letters: karen"


@dataclass(frozen=True)
class Opening:
    """A label at the start of a line, and the words after it."""

    label: str
    rest: str
    strength: Strength

    @property
    def key(self) -> str:
        """Equal for spellings that mean the same speaker."""
        return " ".join(self.label.casefold().split())

    def spelled(self, label: str) -> "Opening":
        return replace(self, label=label)


_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?: ?[AaPp][Mm])?"
_BARE_TIME = re.compile(rf"[\[(<]?({_TIME})[\])>]?")
_LEAD_TIME = re.compile(rf"[\[(<]?{_TIME}[\])>]?(?: ?[-–—])?(?=[ \t])")
_END_TIME = re.compile(rf"(?:^|(?<=[ \t]))[\[(<]?{_TIME}[\])>]?$")
_ARROW = re.compile(r"[\d:.,]{4,15} ?-{1,2}> ?[\d:.,]{4,15}")
_FROM_TO = re.compile(r"From (.{1,40}?) to (?:Everyone|.{1,40})$", re.IGNORECASE)
_DASH = re.compile(r"\s[-–—](?:\s|$)")
_LONGEST = 40
_HEAD = 100
_INVISIBLE = " \t\u00a0\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_EDGES = _INVISIBLE + "*_"


def bare_time(text: str) -> str:
    """The time, when the line holds nothing else; otherwise ""."""
    found = _BARE_TIME.fullmatch(text.strip(_EDGES)) if len(text) < _HEAD else None
    return found[1] if found else ""


def is_arrow(text: str) -> bool:
    """Whether the line is "0:00:01.2 --> 0:00:03.4" and nothing else."""
    return len(text) < _HEAD and bool(_ARROW.fullmatch(text.strip()))


def openings(text: str, *, after_time: bool = False) -> dict[Style, Opening]:
    """Every way in which this line could begin with a speaker."""
    line = text.lstrip(_INVISIBLE)
    lead = _LEAD_TIME.match(line)
    body = line[lead.end() :].lstrip() if lead else line
    found = {
        Style.COLON: _colon(body),
        Style.HEADED: _headed(body),
        Style.BRACKET: _bracket(body),
        Style.UNDER_TIME: _opening(body, "") if after_time else None,
        Style.DASH: _dash(body),
        Style.TAB: _tab(body),
    }
    return {style: opening for style, opening in found.items() if opening}


def _colon(body: str) -> Opening | None:
    for place, char in enumerate(body[:_HEAD]):
        if char not in ":：" or _is_in_time(body, place):
            continue
        if body[place + 1 : place + 2] == "/":
            return None
        label = _END_TIME.sub("", body[:place].strip(_EDGES))
        emphasis = body[: len(body) - len(body.lstrip("*_"))]
        return _opening(label, body[place + 1 :].removeprefix(emphasis))
    return None


def _is_in_time(body: str, place: int) -> bool:
    around = body[max(place - 1, 0) : place + 2]
    return len(around) == 3 and around[0].isdigit() and around[2].isdigit()


def _headed(body: str) -> Opening | None:
    body = body.rstrip() if len(body) <= 2 * _HEAD else body
    time = _END_TIME.search(body) if len(body) <= _HEAD else None
    if not time:
        return None
    label = body[: time.start()].strip(_EDGES).rstrip(":-–—,| \t")
    return _opening(label.removeprefix("[").removesuffix("]"), "")


def _bracket(body: str) -> Opening | None:
    label, closed, rest = body[:_HEAD].partition("]")
    if not closed or not label.startswith("["):
        return None
    rest = body[len(label) + 1 :]
    rest = rest.lstrip().removeprefix(":")
    return None if label[1:].lower() in _NOISES else _opening(label[1:], rest)


def _dash(body: str) -> Opening | None:
    found = _DASH.search(body, 0, _HEAD)
    if not found or body[: found.start()].casefold() in _PRONOUNS:
        return None
    return _opening(body[: found.start()], body[found.end() :])


def _tab(body: str) -> Opening | None:
    label, tab, rest = body.partition("\t")
    return _opening(label, rest) if tab else None


def _opening(label: str, rest: str) -> Opening | None:
    label = label.strip(_EDGES).removesuffix(":")
    sent = _FROM_TO.match(label)
    label = " ".join((sent[1] if sent else label).split())
    how = strength(label)
    return Opening(label, rest.strip(" \t\u00a0"), how) if how else None


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ROLE = re.compile(
    r"(?:interviewer|interviewee|participant|respondent|facilitator|moderator|researcher"
    r"|peer researcher|peer|speaker|therapist|counsell?or|client|patient|clinician|doctor|nurse"
    r"|worker|keyworker|key worker|volunteer|observer|note ?taker|host|chair"
    r"|unknown speaker|unidentified speaker|int|intv|iv|ir|ie|fac|resp|i|r|q|question|answer)"
    r"(?: ?#?(?:\d{1,3}|[a-z]))?"
    r"|[a-z]{1,3}\d{1,4}[a-z]?"
)
# What stands before a colon in the head of a document, alone or first ("Interview date:").
_HEADINGS = _words(
    """
    time date day place location venue duration length start end started ended page line file
    title subject topic theme code codes category heading section chapter appendix summary
    overview background context setting recording transcript transcription transcriber notes note
    nb ps re cc from http https www tel phone email e-mail fax address url link version id ref
    reference number participants present attendees apologies consent quote example action
    actions key ketamine barriers harms interview session status language gender age occupation
    ethnicity the
    """
)
# Words that open a sentence far more often than they name a person.
_NOT_NAMES = _HEADINGS | _words(
    """
    yes no yeah yep nah nope ok okay so well but and or then now also plus first second third
    firstly secondly finally lastly anyway actually basically honestly look listen right oh ah um
    erm uh hmm mm mm-hmm mhm because like maybe still again here there this that these those what
    when where why how who to it i'm remember imagine warning important truth thing things point
    problem a an
    """
)
_PRONOUNS = _words("i a you we he she they it")
_NOISES = _words(
    """
    laughs laughter laughing laugh pause long silence inaudible unclear crosstalk overlap
    overlapping crying cries sighs sigh coughs cough music noise background applause redacted
    interruption phone doorbell sniffs whispers nods omitted
    """
)
_FORBIDDEN = frozenset('?!,;"“”„«»<>[]{}=@|\\\t\n…:：')


def strength(label: str) -> Strength | None:
    """How far a label looks like a speaker, or None when it cannot be one."""
    words = label.split()
    if not words or len(words) > 5 or len(label) > _LONGEST or _FORBIDDEN & set(label):
        return None
    if not any(char.isalpha() for char in label) or _has_full_stop(words):
        return None
    small = label.casefold()
    if _ROLE.fullmatch(small):
        return Strength.ROLE
    if small in _NOT_NAMES or words[0].casefold() in _HEADINGS:
        return None
    if not any(_is_small(word) for word in words):
        return Strength.NAME
    return Strength.SMALL if len(words) == 1 else None


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter (scripts without capitals do not)."""
    first = next((char for char in word if char.isalpha()), "")
    return bool(first) and unicodedata.category(first) == "Ll"


def _has_full_stop(words: list[str]) -> bool:
    """Whether a sentence ends inside: a full stop after more than an abbreviation ("Dr.")."""
    return any(word.endswith(".") and len(word) > 4 for word in words)
