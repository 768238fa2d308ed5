"""Numbers given to a person or their things: NHS, National Insurance, prison, car, case."""

import re
from collections.abc import Iterator

from pennydrop.rooms.understand.rules.identifiers import lists
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span

_FIGURE = re.compile(r"\d")
_FEW = 3  # figures without which nothing is a reference
_AS_MANY = re.compile(r"(?:\d\D*+){3}")
_TEN = re.compile(r"(?<![\w£.+])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\w)")
_NHS_CUE = re.compile(
    r"\bnhs(?:\s(?:no|num|number|id))?\b[^\d]{0,25}?((?:\d[\s-]{0,2})(?:[\dO][\s-]{0,2}){7,10})(?!\w)",
    re.IGNORECASE,
)
_NI = re.compile(r"(?<!\w)[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?!\w)", re.IGNORECASE)
_PRISON = re.compile(r"(?<!\w)[A-Z]\d{4}[A-Z]{2}(?!\w)", re.IGNORECASE)
_CAR = re.compile(r"(?<!\w)(?:[A-Z]{2}\d{2}\s?[A-Z]{3})(?!\w)")
_CAR_CUED = re.compile(
    r"\b(?:reg|registration|plate|plates|number\splate|numberplate)\b[^\w\n]{0,3}(?:(?:number|no|was|is|plate)"
    r"\W{0,3}){0,2}([a-z]{1,3}\s?\d{1,4}\s?[a-z]{0,3})(?!\w)",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\w£$€.,+/-])\d{7,20}(?![\w%]|[.,]\d)")
_BANK = re.compile(r"(?<![\w-])\d{2}-\d{2}-\d{2}(?![\w-])")
_CUED = re.compile(
    r"\b(?:case|ref|reference|crime|incident|policy|insurance|bus\spass|passport|pass|licence|license"
    r"|driving\slicence|hospital|claim|claimant|account|membership|member|registration|court|custody|noms"
    r"|prison|prisoner|pnc|urn|mrn|rio|systm\s?one|emis|patient|client|tenancy|voucher|booking|nino|ni"
    r"|national\sinsurance|id|warrant|collar|badge|order|sort\scode)s?(?![a-z])"
    r"(?:\s(?:case|ref|reference|crime|number|numbers|num|no|id|code|policy|pass|card)\b){0,3}"
    r"\.?\s{0,2}(?:is|was|it's|[:#=\-–])?\s{0,2}#?"
    r"([A-Z]{0,4}[/-]?\d[A-Z\d]*(?:[/-][A-Z\d]+){0,5}"
    r"(?:\s(?=[\d ]*\d)[\dA-Z]{2,6}(?![A-Z]*[a-z])){0,5}"
    r"|[A-Z]{1,4}(?:[/ -][A-Z\d]+){1,4})(?!\w)",
    re.IGNORECASE,
)

_BARE = ((_NI, 0.95), (_PRISON, 0.95), (_CAR, 0.85), (_LONG, 0.55), (_BANK, 0.5))

# Postcode areas of the United Kingdom (Royal Mail), with the Crown dependencies.
_AREAS = """AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD
    DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU
    HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO
    SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV
    YO ZE""".split()
_AREA = "(?:" + "|".join(sorted(_AREAS, key=len, reverse=True)) + ")"
_POSTCODE = re.compile(
    rf"(?<!\w)(?:(?=[A-Z]{{1,2}}\d){_AREA}\d[A-Z\d]?"
    rf"(?:,\s(?!\d(?:st|nd|rd|th)\b)|[\s\-]{{0,2}})\d[ABD-HJLNP-UW-Z]{{2}}"
    rf"|GIR\s?0AA)(?!\w)",
    re.IGNORECASE,
)
_OUTWARD = re.compile(
    rf"\b(?:(?:postcode|post\scode|pcode|p/c)[:=]?|in|near|from|around|round|over)\s(?:is\s|was\s)?"
    rf"({_AREA}\d[A-Z\d]?)"
    rf"(?![\w/])(?!\.\d)"
)

_SAID_DIGIT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]\w{3,5})?)"
)
# "N R thirty-one, two B Q", "nr three one double a": a postcode as it is said.
_SAID_POSTCODE = re.compile(
    rf"(?<![\w'’])(?:[A-Z](?:[\s.\-]{{1,2}}[A-Z])?|{_AREA})"
    rf"(?:[\s.\-]{{1,2}}{_SAID_DIGIT}|\d{{1,2}}),?\s{{1,2}}"
    rf"{_SAID_DIGIT}[\s.\-]{{1,2}}(?:[A-Z][\s.\-]{{1,2}}|double\s)[A-Z](?![\w'’])",
    re.IGNORECASE,
)
_LETTERS_APART = re.compile(r"\b[a-z][\s.\-]{1,2}[a-z]\b|double\s[a-z]\b")


def nhs_number_holds(digits: str) -> bool:
    """Whether ten digits satisfy the NHS number's modulus-11 check.

    Source: NHS Data Dictionary, NHS NUMBER: weights 10 to 2; 11 minus the remainder, 11 read as 0.
    """
    if len(digits) != 10 or not digits.isdigit():
        return False
    total = sum(int(d) * weight for d, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def find(text: str) -> Iterator[Span]:
    """Numbers and postcodes in a text."""
    if _FIGURE.search(text):
        yield from _nhs(text)
        for pattern, score in _BARE:
            for match in pattern.finditer(text):
                yield Span(match.start(), match.end(), Label.NUMBER.value, score)
        yield from _cued(text) if _AS_MANY.search(text) else _cars(text)
        yield from _postcodes(text)
    for match in _SAID_POSTCODE.finditer(text) if _LETTERS_APART.search(text.casefold()) else ():
        yield Span(match.start(), match.end(), Label.POSTCODE.value, 0.85)


def _cars(text: str) -> Iterator[Span]:
    for match in _CAR_CUED.finditer(text):
        if any(c.isdigit() for c in match.group(1)):
            yield _capture(match, Label.NUMBER, 0.85)


def _cued(text: str) -> Iterator[Span]:
    """Numbers that are one because the text says what they are."""
    yield from _cars(text)
    for match in _CUED.finditer(text):
        if _could_be_a_reference(match.group(1)):
            yield _capture(match, Label.NUMBER, 0.965)


def _postcodes(text: str) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        yield Span(match.start(), match.end(), Label.POSTCODE.value, 0.97)
    for match in _OUTWARD.finditer(text):
        yield _capture(match, Label.POSTCODE, 0.6)


def _capture(match: re.Match[str], label: Label, score: float) -> Span:
    written = match.group(1).rstrip()
    return Span(match.start(1), match.start(1) + len(written), label.value, score)


def _could_be_a_reference(written: str) -> bool:
    digits = sum(c.isdigit() for c in written)
    first = written.split(" ")[0]
    if first.islower() and first in lists.ordinary_words():
        return False  # "a place at Gatefield Court from 21/5"
    return digits >= _FEW and not re.fullmatch(r"(?:19|20)\d\d", written)


def _nhs(text: str) -> Iterator[Span]:
    """NHS numbers that check, and those that do not where they are said to be one."""
    for match in _TEN.finditer(text):
        if nhs_number_holds(re.sub(r"\D", "", match.group())):
            yield Span(match.start(), match.end(), Label.NHS_NUMBER.value, 0.96)
        elif not match.group().startswith("0"):
            yield Span(match.start(), match.end(), Label.NUMBER.value, 0.6)
    for match in _NHS_CUE.finditer(text):
        written = match.group(1).rstrip(" -\n\t")
        end = match.start(1) + len(written)
        yield Span(match.start(1), end, Label.NHS_NUMBER.value, 0.97)
