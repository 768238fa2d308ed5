"""The table of what looks rare: what each kind is called, what helps, and its phrases."""

from dataclasses import dataclass
from types import MappingProxyType

from pennydrop.rooms.understand.rules.rare.trades import (
    JOBS,
    RARE_ILLNESS,
    RARE_JOBS,
    RARE_TRAINING,
    RARE_WORK,
    TRADES,
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
            "A job, and elsewhere in the same person’s words a place and an age",
            "Three plain facts are often enough. What stands with the job is named beside it: make "
            "one of them wider, or leave one out.",
        ),
        "job": Rule(
            "A job that few people have",
            "Say what kind of work it is: “outdoor work”, “works with animals”.",
            (RARE_JOBS, *RARE_WORK),
        ),
        "training": Rule(
            "A course, a training or a trade that few people learn",
            "Say what kind it is: “a course at college”, “a trade”.",
            RARE_TRAINING,
        ),
        "only": Rule(
            "Somebody who is the only one of their kind there",
            "Leave out where, or what makes them the only one.",
            (
                "only black|asian|muslim|jewish|chinese|polish|african|gay|lesbian|trans|deaf|"
                "blind|traveller|gypsy|foreign|disabled person|kid|lad|girl|boy|woman|man|family|"
                "one|student|pupil",
                "only person|kid|lad|girl|boy|woman|man|family … in|at|from the|our|my|that|this "
                "village|school|town|street|estate|county|course|college|class",
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
                "made|hit the headlines|papers|front", "reporter|reporters", "old bailey",
                "journalist|journalists|press rang|phoned|came|door|outside|wrote|asked",
                "bbc|itv|sky news|look|radio|interview|interviewed|report|reporter|film|filmed",
                "daily mail|mirror|express|star|telegraph|record", "evening|eastern news|post|echo|"
                "star|gazette|chronicle|standard|telegraph|mercury|daily",
                "appeal|appealed for witnesses|information", "missing person|persons … poster|"
                "posters|appeal|report", "manhunt", "helicopter … looking|searching|search",
                "was|were|went|stood|is on trial", "jailed for", "sentenced to … years|months|life",
                "named and shamed", "video|clip|post|tiktok … viral|views",
                "million|thousand views",
                "named after him|her|them|my", "minute's silence", "a vigil",
                "gofundme|justgiving", "go fund me", "memorial|plaque|bench … for|with him|her|"
                "them|name",
            ),
        ),
        "illness": Rule(
            "An unusual illness or operation",
            "Say what it meant for the person in place of its name: “a large operation”.",
            RARE_ILLNESS,
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
                "obe|mbe|cbe", "prime minister", "chief constable", "lord|lady mayor", "olympic|"
                "olympics|paralympic|paralympics|paralympian|olympian", "premier league … player|"
                "academy|footballer", "captain of the county|national|england",
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
                "capsized|shipwreck|shipwrecked|kidnapped|hostage",
                "struck by lightning|train", "stabbed to", "drowned in|off|at",
                "fell|jumped off|from a|the roof|cliff|bridge|balcony|pier|scaffold|scaffolding",
                "hit|killed by a train",
            ),
        ),
        "family": Rule(
            "An unusual family",
            "A number or a relation can be left open: “several brothers and sisters”.",
            (
                "twins|triplets|triplet|quadruplets", "twin brother|sister",
                "foster|fostered|adopted from|by|with",
                f"{_MANY} brothers|sisters|siblings|kids|children", f"one of {_MANY}",
                f"youngest|oldest|eldest|middle of {_MANY}",
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
OWN_JOB = (
    f"i'm|im a|an … {JOBS}",
    f"i am|was|been|work|worked|trained|train … a|an … {JOBS}",
    f"i've been a|an … {JOBS}",
    f"i used to be a|an … {JOBS}",
    f"job|work|working|worked|trade|trained as a|an|is|was … {JOBS}|{TRADES}",
    f"i'm|im|i|i've|been do|does|did|doing|done … {TRADES}",
    f"my job|trade is|was … {JOBS}|{TRADES}",
    f"course|apprenticeship|college|training … {TRADES}",
    f"{TRADES} course|apprenticeship|apprentice|college|training|firm|job|work",
    "i'm|im|i|was|as|been a|an social worker",
)
