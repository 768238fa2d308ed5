"""The words to the left and right that tell a name from a drug, a month, a verb or a place."""

from pennydrop.rooms.understand.rules.identifiers import lists
from pennydrop.rooms.understand.rules.identifiers.words import Words


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


KIN = _set("""mum mam mom dad father mother parents stepdad stepmum stepfather
    stepmother sister brother stepsister stepbrother twin sis bro cousin cuz
    uncle auntie aunt aunty nan nana nanny gran granny grandma grandad
    granddad grandpa nephew niece son daughter baby babba kid child boy girl
    lad lass mate mates friend friends bestie pal buddy partner girlfriend
    boyfriend gf bf ex husband wife hubby missus fiance fiancee flatmate
    housemate roommate neighbour landlord landlady dealer boss manager
    colleague worker keyworker nurse counsellor therapist sponsor consultant
    doctor gp psychiatrist psychologist teacher tutor coach solicitor
    officer godmother godfather mentor cellmate carer coordinator urologist
    facilitator volunteer fella bloke bird chaplain vicar priest imam
    foreman apprentice dog cat""")
TITLES = _set("""mr mrs ms miss mx dr doctor prof professor nurse sister auntie aunt
    aunty uncle cousin rev reverend pc sgt sergeant dci cllr councillor
    judge matron father imam sir dame""")
_SHORT_TITLES = _set("mr mrs ms mx dr prof rev sgt cllr")
OWNERS = _set("my me mi our his her their your this that the a an old big little another")
CALLED = _set("called named nicknamed names name")
_NAME_IS = {
    ("name", "is"),
    ("names", "is"),
    ("name", "was"),
    ("call", "him"),
    ("call", "her"),
    ("call", "me"),
    ("called", "him"),
    ("called", "her"),
    ("call", "them"),
    ("nickname", "is"),
    ("nickname", "was"),
    ("known", "as"),
    ("goes", "by"),
    ("went", "by"),
    ("calls", "him"),
    ("lad", "named"),
    ("her", "names"),
    ("his", "names"),
    ("they", "called"),
}
TOLD = _set("""with told asked rang texted phoned messaged met married dating dated and
    helping see saw seeing love loved miss missed hugged thanked visited
    trusted trust kissed blamed blame emailed ask tell text ring about like
    because cos if when that to from for by than except hi hello hey cheers
    thanks thank dear love unlike bless poor young old even spoke""")
HUMAN = _set("""said says saying sez told tells asked asks reckons reckoned thinks
    thought goes went rang texted phoned knew knows died dies lives lived
    helped helps cried cries laughed laughs works worked replied shouted
    screamed reported reports stated states denied denies attended attends
    wanted wants explained explains mentioned advised suggested promised
    swore admitted apologised understands understood cares cared listened
    visits visited drove married moved teaches taught hugged came comes
    believed believes hated found noticed disclosed presents presented
    relapsed agreed overdosed""")
WEAK = _set("""was is has had would will could should might can must does did got gets
    gave gives took takes started stopped runs ran made makes used keeps
    kept just never always still also left stayed wasnt isnt didnt doesnt
    couldnt wouldnt lost needs sat stood called and or if who that who's
    whos""")
PREPOSITIONS = _set("""in at from to near around outside round via through towards leaving left
    visiting into inside between beyond across of over down up off""")
STRICT_PREPOSITIONS = _set(
    "in at from to near around outside round via through towards into leaving left"
)
PLACE_AFTER = _set(
    "area way town centre station side road market beach hospital born based lot lads boys"
)
PLACE_BEFORE = _set("live lived lives living based born moved grew down up over out back called")
_DRUG_BEFORE = _set("""on of off some any dropped drop dropping took take taking taken did do
    doing done sniff sniffed sniffing snort snorted snorting smoke smoked
    smoking buy bought buying sell sold selling sells shotting deal dealing
    dealt more less bit gram grams g gs line lines bump bumps bag bags
    baggie wrap wraps key keys pill pills tab tabs ounce oz kilo cheap pure
    street bad good decent dodgy using use used score scored scoring mixing
    mixed mix try tried trying into no much cut with than the dose doses hit
    hits bombed bombing bomb swallowed banged banging cook cooked eighth
    quarter half gak plus or and ket coke k like dirty called""")
_DRUG_AMOUNT = _set("""of on dropped drop dropping took take taking taken did do doing done
    sniff sniffed sniffing snort snorted snorting smoke smoked smoking buy
    bought buying sell sold selling some any using into try tried more
    bombed bombing score scored off the no""")
_GREETINGS = _set("dear hi hiya hello hey heya alright morning evening")
_ANYBODY = _set("""all both everyone everybody team folks guys lads ladies friends colleagues
    colleague gang people sirs diary santa google alexa siri stranger sunshine world
    tenant occupier resident customer applicant member reader householder service trust
    committee panel""")
_NAME_FIELDS = _set("name names called as alias aka nickname nicknames")
_OF_A_NAME = _set("""full first last middle preferred chosen nick given family street other likes
    be known also patient client contact participant my your his her their""")
_NO_NAME = _set("""withheld anonymous anon confidential unknown none redacted removed refused given
    declined same above below see not as""")
_CALLS = _set("called call calls nicknamed")
_WHO_CALLS = _set("we they i you everyone everybody people all lads nurses staff")
_SOMEBODY = KIN | _set("""bloke guy fella geezer woman man someone somebody one him her whom who
    that client friend person old""")
_CALLED_SO = {
    ("introduced", "as"),
    ("only", "as"),
    ("us", "as"),
    ("name", "as"),
    *((calls, whom) for calls in ("call", "calls", "called") for whom in ("him", "her", "me")),
    *(("nicknamed", whom) for whom in ("him", "her", "me")),
}
_REACHES = _set("""ring rang call phone phoned text texted txt msg message messaged whatsapp contact
    email bell reach""")
_ON_A_NUMBER = _set("on at")
_OF_A_NUMBER = len("0116")
_PRONOUNS = _set(
    "i we you he she it they this that there who which what one someone people and never not"
)


def introduced(words: Words, i: int) -> bool:
    """A title, a word for kin, or "called" stands right before word i."""
    before, second = words.key_at(i - 1), words.key_at(i - 2)
    if before in TITLES and not _breaks(words, i, allow="." if before in _SHORT_TITLES else ""):
        return True
    if (second, before) in _NAME_IS or (
        before in CALLED and second not in {"i", "he", "she", "we", "they"}
    ):
        return not _breaks(words, i, allow=",:'\"“‘")
    return before in KIN and _owned(words, i - 1) and not _breaks(words, i, allow=",")


def _owned(words: Words, i: int) -> bool:
    """Whether a word for kin at i is somebody's: "my mate", "Karen's best friend", "a lad"."""
    for back in (i - 1, i - 2, i - 3):
        if back >= 0 and (words.keys[back] in OWNERS or words.owns[back]):
            return True
    return words.opens(i)


def _breaks(words: Words, i: int, allow: str) -> bool:
    """Whether more than spaces and the allowed marks stand between word i and the one before."""
    return any(not c.isspace() and c not in allow for c in words.gap(i - 1)[:6].removeprefix("'s"))


def told(words: Words, i: int) -> bool:
    """A word that often takes a person stands before word i ("with", "and me", "rang")."""
    return words.key_at(i - 1) in TOLD and not words.opens(i)


def acts(words: Words, i: int) -> bool:
    """Word i is followed by something that people do, or is joined with a person."""
    after, then = words.key_at(i + 1), words.key_at(i + 2)
    if after in HUMAN and words.gap(i)[words.tails[i] :].strip() in ("", ","):
        return True
    if after == "and" and then in {"me", "i", "him", "her", "myself"}:
        return True
    if after in {"my", "our", "his", "her", "their", "me"} and "," in words.gap(i):
        return bool(KIN & {then, words.key_at(i + 3), words.key_at(i + 4)})
    return (
        after in {"was", "is"}
        and then in {"my", "our", "his", "her", "their", "me", "the"}
        and bool(KIN & {words.key_at(i + 3), words.key_at(i + 4)})
    )


def acts_weakly(words: Words, i: int) -> bool:
    """Word i could be the subject of an everyday verb, or owns something."""
    return acts(words, i) or words.owns[i] or words.key_at(i + 1) in WEAK


def greeted(words: Words, i: int) -> bool:
    """Somebody is greeted by word i, and by nothing else: "Dear Win,", "Hiya Bean!"."""
    greets = words.key_at(i - 1) in _GREETINGS and words.opens(i - 1) and words.gap(i - 1) == " "
    after = words.gap(i)[words.tails[i] :]
    closed = i + 1 == len(words) or after[:1] in ",!\n"
    word = words.keys[i]
    anybody = word in _ANYBODY or word in lists.to_others() or word in lists.known_everywhere()
    return greets and closed and words.capital(i) and len(word) > 1 and not anybody


def nicknamed(words: Words, i: int) -> bool:
    """Somebody is said to be called word i: "a lad we called Pasty", "introduced only as Biscuit",
    "they call him Noddy"."""
    before, second, third = (words.key_at(i - back) for back in (1, 2, 3))
    called = before in _CALLS and second in _WHO_CALLS and third in _SOMEBODY
    if not (called or (second, before) in _CALLED_SO) or words.gap(i - 1).strip(" '\"“‘"):
        return False
    word = words.keys[i]
    others = (lists.known_everywhere(), lists.drug_names(), lists.months_and_days())
    other = word in lists.to_others() or any(word in some for some in others)
    return words.capital(i) and len(word) > 1 and not other


def reached(words: Words, i: int) -> bool:
    """Word i is a name that a number follows: "txt chase 07700 900958", "ring Bev on 0116 …"."""
    after = i + 2 if words.key_at(i + 1) in _ON_A_NUMBER else i + 1
    figures = words.key_at(after)
    number = figures.isdecimal() and figures.startswith("0") and len(figures) >= _OF_A_NUMBER
    word = words.keys[i]
    named = word in lists.given_names() or word in lists.many_meanings()
    name = named and word not in lists.drug_names()
    return number and name and words.key_at(i - 1) in _REACHES


def written_in(words: Words, i: int) -> bool:
    """Word i stands in the field of a form that asks for a name: "Known as: Bambi"."""
    if words.key_at(i - 1) not in _NAME_FIELDS or words.gap(i - 1) not in (": ", ":\t", " : "):
        return False
    own = words.opens(i - 1) or words.key_at(i - 2) in _OF_A_NAME
    word = words.keys[i]
    return own and words.capital(i) and len(word) > 1 and word not in _NO_NAME


def alone(words: Words, i: int) -> bool:
    """Word i is all of a sentence, an answer or a speaker's label: "Shell.", "mouse: yeah"."""
    after = words.gap(i)[words.tails[i] :]
    if not words.capital(i):
        return after.startswith(":") and (i == 0 or "\n" in words.gap(i - 1))
    return words.opens(i) and (i + 1 == len(words) or after[:1] in ".,:!?" or "\n" in after)


def as_drug(words: Words, i: int) -> bool:
    """Word i stands where a drug stands ("on charlie", "line of charlie", "dropped molly")."""
    return words.key_at(i - 1) in _DRUG_BEFORE and not words.opens(i)


def surely_drug(words: Words, i: int) -> bool:
    """The same by the words that hardly ever stand before a person."""
    return words.key_at(i - 1) in _DRUG_AMOUNT and not words.opens(i)


def as_verb(words: Words, i: int) -> bool:
    """A verb or noun that is also a name stands here: "it may", "I mark", "the bill", "a rose"."""
    before = words.key_at(i - 1)
    return not words.opens(i) and (
        before in _PRONOUNS
        or before in {"the", "a", "an", "to", "no", "my", "some", "any", "much", "of", "have"}
    )


def as_month(words: Words, i: int) -> bool:
    """May, April and June as a month."""
    if words.keys[i] not in lists.months_and_days():
        return False
    before, after = words.key_at(i - 1), words.key_at(i + 1)
    return (
        before
        in {
            "in",
            "last",
            "this",
            "next",
            "early",
            "late",
            "mid",
            "since",
            "by",
            "until",
            "that",
            "of",
            "during",
            "from",
            "every",
            "around",
            "til",
            "till",
            "on",
            "and",
        }
        or after.isdigit()
    )
