"""What looks rare in a text: things that name nobody, and by which somebody could still be known.

A table of plain phrases for a person to look at before they sign, and no more than that: it does
not know what is rare here, and misses most of what only one person could tell. There are no names
in it. How a phrase is written: rules/phrases.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.phrases import Match, Tokens, table_of
from pennydrop.rooms.understand.rules.weighing import HIDE, Mention

_JOBS = (
    "accountant|baker|barber|bartender|barman|barmaid|bricklayer|builder|butcher|carer|carpenter|"
    "chef|cleaner|cook|decorator|dentist|dj|driver|electrician|engineer|farmer|firefighter|fireman|"
    "fisherman|florist|gardener|groom|hairdresser|joiner|journalist|labourer|landlady|lecturer|"
    "librarian|mechanic|midwife|nurse|paramedic|pharmacist|plumber|postman|receptionist|roofer|"
    "scaffolder|social|soldier|solicitor|tattooist|teacher|vet|waiter|waitress|welder"
)
_RARE_JOBS = (
    "astronaut|auctioneer|blacksmith|coroner|falconer|farrier|ferryman|gamekeeper|glassblower|"
    "harbourmaster|jockey|lockkeeper|luthier|puppeteer|saddler|shepherd|stuntman|stuntwoman|"
    "taxidermist|thatcher|undertaker|zookeeper|stonemason|beekeeper|bellringer|cheesemaker|"
    "lifeboatman|lifeboatmen|lifeboatwoman|coxswain"
)
_MANY = "six|seven|eight|nine|ten|eleven|twelve|thirteen"
_PAPER = "paper|papers|newspaper|newspapers|headlines|tabloids"
_MEDIA = f"news|telly|tv|television|radio|internet|socials|facebook|{_PAPER}"
_VEHICLES = "van|car|truck|bike|motorbike|trike|scooter|caravan|bus|boat"


@dataclass(frozen=True)
class Rule:
    """One kind of thing to look at: what it is, and what helps."""

    title: str
    helps: str
    phrases: tuple[str, ...] = ()


OUTCOMES = MappingProxyType({"left": "Left on purpose", "asked": "Asked, and they want it to stay"})
COMBINATION = "combination"
RULES = MappingProxyType(
    {
        COMBINATION: Rule(
            "A job, a place and an age in one person’s words",
            "Three plain facts are often enough. Make one of them wider, or leave one out.",
        ),
        "job": Rule(
            "A job that few people have",
            "Say what kind of work it is: “outdoor work”, “works with animals”.",
            (
                _RARE_JOBS, "lighthouse keeper", "harbour master", "lock keeper", "bell ringer",
                "tree surgeon", "train driver", "air traffic", "bomb disposal",
                "lifeboat man|men|woman|crew|crewman|volunteer|cox", "crew|crewed|work|worked|"
                "volunteer|volunteered on|for|with the lifeboat|lifeboats|rnli",
                "only|first female|woman|man|male|black|asian|deaf … in the|our|this",
            ),
        ),
        "news": Rule(
            "Something that was in the news, or before a court",
            "Whoever searches for it finds a name. Leave out what can be searched for, or ask the "
            "person.",
            (
                f"in|all|across the|our|that {_PAPER}", f"the|our local … {_PAPER}",
                "front page", "on|made the|local … news",
                "on|made the|our|local telly|tv|television",
                f"all over the|our|that … {_MEDIA}", f"all over {_MEDIA}",
                "in|all the|our|local|national news", "in|all|across the|our|that local|national|"
                f"daily|sunday|evening|free {_PAPER}", "local|national radio|telly|tv|television",
                "on|over the radio about|saying", "news story|report|reports|article",
                "inquest|inquests", "coroner's", "crown|magistrates court", "court case",
                "public inquiry",
                "went|gone|go|going viral", "documentary", "crimewatch", "panorama", "wikipedia",
            ),
        ),
        "illness": Rule(
            "An unusual illness or operation",
            "Say what it meant for the person in place of its name: “a large operation”.",
            (
                "cystectomy|urostomy|nephrostomy|neobladder|colostomy|ileostomy", "transplant*",
                "bladder … removed|out|reconstruct*|augment*", "amputat*", "lost a|my|his|her leg|"
                "arm|hand|foot|eye", "rare … disease|condition|cancer|syndrome|disorder|illness",
                "only … person|people|case|cases … country|world|uk|england|county",
                "medical|case … journal", "clinical trial", "induced coma", "in a coma",
                "dialysis", "prosthetic|prosthesis",
            ),
        ),
        "public": Rule(
            "A public role",
            "Many know who it is. Make it wider: “somebody known locally”.",
            (
                "councillor|mayor|mayoress|mp|magistrate|bishop|vicar|imam|rabbi|headteacher",
                "head teacher", "stood for election|council",
                "footballer|rugby|cricketer … professional*", "played|boxed|swam|ran for england|"
                "scotland|wales|ireland|britain|gb|county|country", "professional footballer|boxer|"
                "dancer|wrestler|cyclist|player", "signed band|artist", "record deal|label",
                "youtuber|influencer|tiktoker", "thousand* … followers|subscribers",
                "on love|big|come|britain's island|brother|dine|talent",
            ),
        ),
        "event": Rule(
            "An event that others remember",
            "Make time and kind wider: “an accident”, “a prize”.",
            (
                "house|factory|school|pub|warehouse|flat|hotel fire", "the … explosion|avalanche",
                "train|plane|coach|bus|helicopter … crash|crashed", "pile up",
                "the flood|floods|bombing|riot|riots|siege", "murder*", "shooting|shootings",
                "manslaughter", "won … award|medal|title|championship|championships|lottery|cup",
                "world|british|national record|champion|championship*",
                "sky diving|bungee … accident", "air ambulance", "coastguard|lifeboat",
            ),
        ),
        "family": Rule(
            "An unusual family",
            "A number or a relation can be left open: “several brothers and sisters”.",
            (
                "twins|triplets|triplet|quadruplets", "twin brother|sister",
                "foster|fostered|adopted from|by|with",
                f"{_MANY} brothers|sisters|siblings|kids|children", f"one of {_MANY}",
                "both … parents died|killed|murdered|deaf|blind",
                "married my|his|her … cousin|step*",
                "sister|brother|mum|dad|son|daughter|mother|father … murdered|killed|famous|prison",
            ),
        ),
        "mark": Rule(
            "A tattoo, a vehicle, a saying: something there is one of",
            "Leave out what it looks like or says.",
            (
                "tattoo|tattoos|tattooed|birthmark", "number|private|personalised plate|plates|reg",
                f"pink|gold|painted|wrapped|purple|orange|yellow|converted {_VEHICLES}",
                "hearse|horsebox|milkfloat", "milk float", "ice cream van", "double decker",
                "only one … like it|this|that|mine|his|hers", "one of a kind",
                "glass eye", "wooden leg",
                "catchphrase", "nickname|nicknamed", "everyone|everybody|they … calls|call me",
            ),
        ),
    }
)  # fmt: skip
_OWN_JOB = f"i'm|im|am|was|as|been|be a|an … {_JOBS}"
_PLACES = frozenset({Label.PLACE.value, Label.ADDRESS.value, Label.POSTCODE.value})


# A stand-in that still says where: [village in Norfolk]
_SAYS_WHERE = re.compile(r"\b(?:in|near) \w")


@dataclass(frozen=True)
class Said:
    """A turn: who says it, its words, and what was found in them."""

    who: str
    text: str
    mentions: Sequence[Mention] = ()


@dataclass(frozen=True)
class Rare:
    """Words that look rare: the key of their rule, which turn (by number), code points, and the
    words as they are compared."""

    rule: str
    turn: int
    start: int
    end: int
    words: str


def rare_in(turns: Sequence[Said]) -> list[Rare]:
    """What looks rare in these turns and is not hidden, in reading order."""
    found = [one for at, turn in enumerate(turns) for one in _in_turn(at, turn)]
    found += _combinations(turns)
    return sorted(found, key=lambda one: (one.turn, one.start, one.rule))


def _in_turn(at: int, turn: Said) -> Iterator[Rare]:
    reached: dict[str, int] = {}
    matches = list(Tokens(turn.text).matches(_TABLE))
    for rule, start, end in _without_parts(matches):
        if start >= reached.get(rule, 0) and not _is_hidden(turn, start, end):
            yield Rare(rule, at, start, end, _same(turn.text[start:end]))
            reached[rule] = end
    jobs = [(start, end) for rule, start, end in matches if rule == "job"]
    for mention in turn.mentions:
        known = any(start < mention.end and mention.start < end for start, end in jobs)
        if mention.label == Label.JOB and mention.state != HIDE and not known:
            yield Rare("job", at, mention.start, mention.end, _same(mention.text))


def _without_parts(matches: Sequence[Match]) -> Iterator[Match]:
    """Those that are no part of a longer one of another kind: a lifeboat man is a job, and the
    lifeboat in it no event."""
    longest: list[Match] = []
    for match in sorted(matches, key=lambda one: (one[1], -one[2])):
        rule, start, end = match
        while longest and longest[-1][2] <= start:
            longest.pop()
        part = any(end <= b and end - start < b - a and rule != other for other, a, b in longest)
        if not part:
            longest.append(match)
            yield match


def _combinations(turns: Sequence[Said]) -> Iterator[Rare]:
    """The first job of whoever also says a place and an age that can still be read."""
    for who in dict.fromkeys(turn.who for turn in turns):
        mentions = [m for turn in turns if turn.who == who for m in turn.mentions]
        placed = any(m.label in _PLACES and _tells_where(m) for m in mentions)
        aged = any(m.label == Label.AGE for m in mentions)
        if placed and aged:
            yield from _first_job(turns, who)


def _first_job(turns: Sequence[Said], who: str) -> Iterator[Rare]:
    for at, turn in enumerate(turns):
        if turn.who != who:
            continue
        for _, start, end in Tokens(turn.text).matches(_JOB_TABLE):
            if not _is_hidden(turn, start, end):
                yield Rare(COMBINATION, at, start, end, _same(turn.text[start:end]))
                return


def _tells_where(mention: Mention) -> bool:
    return mention.state != HIDE or bool(_SAYS_WHERE.search(mention.surrogate))


def _is_hidden(turn: Said, start: int, end: int) -> bool:
    """Whether some of the words are hidden: what is left of them was looked at then."""
    return any(m.state == HIDE and m.start < end and start < m.end for m in turn.mentions)


def _same(words: str) -> str:
    return " ".join(words.casefold().split())


_TABLE = table_of((rule, phrase) for rule, one in RULES.items() for phrase in one.phrases)
_JOB_TABLE = table_of([(COMBINATION, _OWN_JOB)])
