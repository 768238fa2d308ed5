"""Exact dates and birthdays, and exact ages over sixteen.

A bare year, month or weekday is no identifier, nor is an age of sixteen or under.
"""

import re
from collections.abc import Iterable, Iterator

from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ORDINAL = (
    r"(?:twenty[\s-]|thirty[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth)"
)
UNIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
_YEAR = (
    r"(?:,?\s{1,2}(?:of\s)?(?:(?:19|20)\d\d|['’]\d\d|\d\d(?=[.,;)\s]|$)(?!\s?(?:g|quid|year|week|month|day|min|%)))"
    rf"|,?\snineteen\s\w+(?:[\s-]{UNIT})?)?"
)
# Signs without which no pattern below can match: far quicker to look for, and most texts have none.
_FIGURE = re.compile(r"\d")
_SOME_MONTH = re.compile(rf"\b{_MONTH}", re.IGNORECASE)
_NTH_OF = re.compile(r"(?:st|nd|rd|th)\sof\s", re.IGNORECASE)
_OLD_IN_FIGURES = re.compile(r"1[7-9]|[2-9]\d")
_OLD_IN_WORDS = "twent thirt fort fourt fift sixt sevent eight ninet big".split()
_WITH_MONTH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w./£])(?:0?[1-9]|[12]\d|3[01])\s?(?:st|nd|rd|th)\s{{1,2}}(?:of\s)?{_MONTH}{_YEAR}",
        rf"(?<![\w./£])(?:0?[1-9]|[12]\d|3[01])[\s\-](?:of\s)?{_MONTH}(?<!\bmar)(?:-(?:19|20)?\d\d\b|{_YEAR})",
        rf"\b{_MONTH}\s(?:the\s)?(?:[12]?\d|3[01])\s?(?:st|nd|rd|th)\b{_YEAR}",
        rf"\b{_MONTH}(?<!\bmay)(?<!\bmar)\s(?:[12]?\d|3[01])(?![\d:%/]|\.\d)(?:,?\s(?:19|20)\d\d)?"
        r"(?=\s*(?:[.,;)\n]|$|\s(?:and|when|i|he|she|we|they|at|was|in)\b))",
    )
)
_IN_FIGURES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w./-])(?:0?[1-9]|[12]\d|3[01])([/.\-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)",
        r"(?<![\w./-])(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])(?![\w/-])",
    )
)
_IN_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_ORDINAL}\s(?:of\s)?{_MONTH}{_YEAR}",
        rf"\b{_MONTH}\sthe\s{_ORDINAL}\b{_YEAR}",
    )
)
# "the second of the sixth, seventy-nine", "third of the fourth ninety one".
_OF_A_MONTH = re.compile(
    rf"\b(?:(?:[12]?\d|3[01])(?:st|nd|rd|th)|{_ORDINAL}(?:[\s-]first)?)\sof\s(?:the\s)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:1st|2nd|3rd|[4-9]th|1[0-2]th))\b"
    r"(?:,?\s(?:(?:nineteen|twenty)[\s-])?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:[\s-]{UNIT})?|oh[\s-]{UNIT}|(?:19|20)?\d\d)\b)?",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born(?:\son)?|d\.?o\.?b\.?|date\sof\sbirth|birthday(?:'?s|\sis|\swas)?)[:\s]{1,3}(?:on\s|the\s)*"
    r"((?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:/\d{2,4})?|(?:19[3-9]\d|200\d))(?![\w/])",
    re.IGNORECASE,
)

_UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    # "her twenty-first"
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
_TEENS = {"seventeen": 17, "eighteen": 18, "nineteen": 19}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_N = (
    rf"((?:1[7-9]|[2-9]\d)|seventeen|eighteen|nineteen"
    rf"|(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]{UNIT})?)"
)
_AFTER = (
    r"(?!\w|[:/%£]|\.\d|-(?!year|yr))(?=\s*(?:[.,;:!?)\]…\n—–-]|$)|\s+(?:now|and|or|when|but|then|with|so|i|he"
    r"|she|they|we|next|this|last|in|on|at|yesterday|today|already|male|female|man|woman|lad|lass|cos|coz"
    r"|because|before|by|from|if|as|though|too|like|going|year|years|yr|yrs|yo|soon|still|who|that|which"
    r"|me|my|you|it|just|only|got|had|was|tomorrow|n|nearly|lol|tbh|mate|bless|when|both|after|until|while|m|f)\b)"
    r"(?!\s(?:years?|yrs?)(?!\s(?:old|of\sage)))(?!\s(?:in|on|by)\s(?:cash|me\b|the\shole)|\s?(?:m|f)iles)"
)
# "her 21st", "Kelly's thirtieth": a birthday that says an age.
_BIRTHDAY = (
    r"((?:1[7-9]|[2-9]\d)(?:st|nd|rd|th)|(?:seven|eigh|nine)teenth"
    r"|(?:twent|thirt|fou?rt|fift|sixt|sevent|eight|ninet)ieth"
    r"|(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)[\s-]"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_WHOSE = (
    r"(?:my|me|his|her|their|our|your"
    r"|(?!(?:it|that|there|today|what|s?he)['’])(?:(?-i:[A-Z])[\w-]{1,20}|mum|mam|dad|nan|gran|sister"
    r"|brother|cousin|mate|friend|daughter|son|wife|husband|partner|girlfriend|boyfriend)['’]?s)"
)
_FEAST = (
    r"(?=\s?(?:[.,;:!?)\]…\n]|$)|\s(?:birthday|b-?day|bday|party|do|bash|present|card|and|but|when|so"
    r"|was|in|at|on|with|last|this|next|she|he|i|we|they|cos|because|it|had|coming)\b)"
)
_HER_BIRTHDAY = re.compile(rf"\b{_WHOSE}\s(?:own\s)?{_BIRTHDAY}{_FEAST}", re.IGNORECASE)
_SOME_BIRTHDAY = re.compile(_BIRTHDAY)
_KIN = (
    r"(?:mum|mam|mom|mother|dad|father|nan|nana|gran|grandma|grandad|sister|brother|sis|bro|kid|son|daughter"
    r"|lad|lass|boy|girl|mate|partner|husband|wife|boyfriend|girlfriend|cousin|auntie|uncle|nephew|niece"
    r"|eldest|youngest|oldest)"
)
_AGES = tuple(
    (re.compile(pattern, re.IGNORECASE), score)
    for pattern, score in (
        (
            rf"\b(?:aged?|age\sof|turn(?:ed|ing|s)?|my\sage\sis|age[:=])\s?:?\s?{_N}{_AFTER}",
            0.9,
        ),
        (
            rf"\b(?:i['’]?m|i\sam|(?:s?he|they)['’]?(?:s|re)|(?:s?he|they)\s(?:is|are)"
            r"|(?:i|s?he|they)(?:['’]?(?:d|ll)|\s(?:would|will))(?:\shave)?\sbe(?:en)?)\s"
            rf"(?:only\s|now\s|just\s|nearly\s|about\s|like\s|still\s|also\s)?{_N}{_AFTER}",
            0.9,
        ),
        (
            rf"\b(?:i|s?he|they|we|you)\s(?:was|were|wur)\s"
            r"(?:only\s|just\s|nearly\s|about\s|like\s|still\s|maybe\s|probably\s|both\s|all\s)?"
            rf"{_N}{_AFTER}",
            0.85,
        ),
        (
            rf"(?<![\w£.:])\b{_N}[\s-]{{0,2}}(?:years?|yrs?|yr|y)[\s-]{{0,2}}(?:olds?|of\sage)\b",
            0.95,
        ),
        (rf"(?<![\w£.:])\b{_N}\s?(?:y/o|yo|y\.o\.?|yrs\sold|-y-?o)(?!\w)", 0.95),
        # "our kid's thirty now", "my mate, twenty-nine, …", "she had me at seventeen", "just gone
        # forty", "the big four-oh"
        (rf"\b{_KIN}(?:['’]?s|\sis|\swas)\s(?:only\s|just\s|now\s)?{_N}{_AFTER}", 0.8),
        (rf"\b{_KIN}(?:\sof\smine)?,\s{_N}(?=,\s)", 0.75),
        (rf"\bhad\s(?:me|him|her|them|us|our|my)\s(?:\w{{1,15}}\s)?at\s{_N}\b", 0.85),
        (rf"\b(?:just|only|not\slong)\s(?:gone|reached|hit|turned)\s{_N}{_AFTER}", 0.8),
        (r"\bbig\s((?:two|three|four|five|six|seven|eight|nine)[\s-](?:oh|o)|[3-9]0)\b", 0.85),
        (
            rf"\b(?:at|by|since|until|till|when)\s(?:about\s|the\stime\s(?:i|he|she)\s(?:was|turned|hit)\s)?{_N}"
            r"(?=\s(?:i|he|she|we|they|and|my|with)\b|\s?[.,;]\s?(?:i|he|she|we|they|my|and)\b)(?!\s(?:and|with)\sa\shalf)",
            0.7,
        ),
        (
            rf"(?:^|(?<=\s))(?:(?-i:[A-Z]{{2,3}})|(?-i:[A-Z])[\w'’-]{{1,30}}),\s{_N}(?=,\s|\.\s|;|\s?$)",
            0.75,
        ),
        (rf"\b(?-i:[A-Z])[\w'’-]{{1,30}}\s\({_N}\)", 0.85),
        (rf"(?<![\w£.])\b{_N}\s?(?:M|F)(?![\w'’])", 0.7),
        (rf"(?<![\w/])(?-i:[MF])/\s?{_N}(?![\w/])", 0.7),
        # "Twenty-four, I was, up and down all night."
        (rf"(?:^|(?<=[.?!:]\s)|(?<=\n)){_N},?\s(?:i|he|she)\s(?:was|is|were|am)\b", 0.85),
        # "1. 26" above "2. kitchen porter": how old somebody is, asked first in a row of questions.
        (rf"(?m)^[ \t]*[1-3][.)]\s?{_N}(?=[ \t]*\n\s*[2-4][.)])", 0.6),
        # An answer that is nothing else: "How old?" "Nineteen."
        (
            rf"(?m)(?:^|(?<=[.?!:>–—-]\s)|(?<=[.?!]['’\"”]\s['‘\"“]))(?-i:(?=[A-Z])){_N}(?=[.!?]|$)",
            0.6,
        ),
    )
)


_AS_BIRTHDAY = re.compile(r"(?<=\d)(?:st|nd|rd|th)$|(?<=teen)th$|ieth$")


def age(written: str) -> int:
    """The number that an age in digits or words stands for (17 to 99; 0 where it is none), said
    also as a birthday ("her 21st")."""
    lowered = _AS_BIRTHDAY.sub(lambda ended: "y" if ended[0] == "ieth" else "", written.lower())
    if lowered.isascii() and lowered.isdigit():
        return int(lowered)
    if lowered in _TEENS:
        return _TEENS[lowered]
    parts = re.split(r"[\s-]+", lowered)
    if parts[-1] in ("oh", "o"):  # "the big four-oh"
        return 10 * _UNITS.get(parts[0], 0)
    return _TENS.get(parts[0], 0) + (_UNITS.get(parts[1], 0) if len(parts) > 1 else 0)


def find(text: str) -> Iterator[Span]:
    """Exact dates and exact ages over sixteen in a text."""
    folded = text.casefold()
    figures = bool(_FIGURE.search(text))
    yield from _dates(text, figures, bool(_SOME_MONTH.search(text)))
    if _OLD_IN_FIGURES.search(text) or any(word in folded for word in _OLD_IN_WORDS):
        yield from _ages(text, _AGES)
        if _SOME_BIRTHDAY.search(folded):
            yield from _ages(text, ((_HER_BIRTHDAY, 0.8),))


def _dates(text: str, figures: bool, months: bool) -> Iterator[Span]:
    """Dates of a text in which there are figures, and what looks like the name of a month."""
    some = (
        *(_WITH_MONTH if figures and months else ()),
        *(_IN_FIGURES if figures else ()),
        *(_IN_WORDS if months else ()),
    )
    for pattern in some:
        for match in pattern.finditer(text):
            written = match.group().rstrip(" ,")
            yield Span(match.start(), match.start() + len(written), Label.DATE.value, 0.95)
    for match in _OF_A_MONTH.finditer(text) if _NTH_OF.search(text) else ():
        yield Span(match.start(), match.end(), Label.DATE.value, 0.95)
    for match in _BORN.finditer(text) if figures else ():
        yield Span(match.start(1), match.end(1), Label.DATE.value, 0.85)


def _ages(text: str, some: Iterable[tuple[re.Pattern[str], float]]) -> Iterator[Span]:
    for pattern, score in some:
        for match in pattern.finditer(text):
            if age(match.group(1)) > 16:
                yield Span(match.start(1), match.end(1), Label.AGE.value, score)
