"""Identifiers of fixed form that reach a person: phone, e-mail, web address and username."""

import re
from collections.abc import Iterator
from itertools import chain

from pennydrop.rooms.understand.rules.identifiers import emails, lists
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span
from pennydrop.rooms.understand.rules.identifiers.words import key

# Without one of these there is no address to be read closely for, and most texts have none.
_DOTTED = re.compile(r"\w\.\w")
_FIGURE = re.compile(r"\d")
_TOP = (
    r"(?:co\.uk|org\.uk|ac\.uk|me\.uk|com|org|net|uk|io|info|me|co|blog|online|site|gg|ly|wales"
    r"|cymru|scot|london|africa|help|support|care|health|community|team|app|xyz|club|shop|store"
    r"|social|example)"
)
_WEB = re.compile(
    rf"(?<![\w@.])(?:https?://[^\s<>\"“”]{{3,300}}|www\.[^\s<>\"“”]{{3,300}}"
    rf"|(?:linktr\.ee|t\.me|m\.me|bit\.ly|youtu\.be)/[^\s<>\"“”]{{1,300}}"
    rf"|(?:[a-z0-9][a-z0-9-]{{1,60}}\.){{1,3}}{_TOP}(?![\w-])(?!\.\w)(?:/[^\s<>\"“”]{{0,300}})?)",
    re.IGNORECASE,
)
# "w w w dot fenland mates dot org", "recovery hyphen norwich dot org slash walk".
_SPOKEN_WEB = re.compile(
    r"\b(?:(?:www|w\sw\sw|double\s(?:you|u)\sdouble\s(?:you|u)\sdouble\s(?:you|u))\s(?:dot\s)?"
    r"(?:[\w-]{1,30}\s){0,2}?)?(?:[\w-]{2,40}\s(?:hyphen|dash|underscore)\s){0,3}[\w-]{3,40}\sdot\s"
    r"(?:co\sdot\suk|org\sdot\suk|com|org|net|co|uk|wales|cymru|scot|info)\b"
    r"(?:\s(?:forward\s)?slash\s[\w-]{1,40}){0,3}",
    re.IGNORECASE,
)
_KNOWN_WEB = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[\w-]+\.)*(?:nhs\.uk|gov\.uk|talktofrank\.com|bbc\.co\.uk|samaritans\.org)"
    r"(?:/.*)?$",
    re.IGNORECASE,
)
_AT_HANDLE = re.compile(r"(?<![\w@.])@[\w][\w.]{1,29}")
_REDDIT = re.compile(r"(?<![\w/])/?u/[\w-]{3,30}")
_UNDERSCORED = re.compile(r"(?<![\w@./])[A-Za-z]{2,}[\w.]{0,20}_[\w.]{1,20}(?<![._])(?![\w@])")
_SPEAKER = re.compile(r"(?:speaker|spk|person|participant|guest|user)_?\d+", re.IGNORECASE)
_SITE = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|twitter|facebook|fb|discord|reddit|telegram"
    r"|kik|wickr|xbox|psn|gamertag|user\s?name|screen\s?name|handle|onlyfans|bluesky|threads)"
)
# "moss.bl on tele": the mark inside it says that it is no word.
_BEFORE_SITE = re.compile(
    rf"(?<![\w@./-])([A-Za-z]\w{{0,30}}(?:[._-]\w{{1,30}}){{1,4}})"
    rf"\son\s(?:{_SITE}|tele|whatsapp|signal|messenger)\b",
    re.IGNORECASE,
)
# "it's on Snapchat, moss.bl"
_AFTER_SITE = re.compile(
    rf"\b{_SITE},\s([A-Za-z]\w{{1,30}}(?:[._]\w{{1,30}}){{1,4}})(?!\w)", re.IGNORECASE
)
# "I messaged him on moss.bl"
_REACHED_ON = re.compile(
    r"\b(?:messaged?|dm(?:['’]?d|ed)?|add(?:ed)?|find|found|follow(?:ed)?|reach(?:ed)?|contact(?:ed)?)"
    r"\s(?:me|him|her|them|us)\s(?:on|at)\s([A-Za-z]\w{0,30}(?:[._-]\w{1,30}){1,4})(?!\w)",
    re.IGNORECASE,
)
# "[21:14] mossy.bl: hi" and "benny_b0nes: hi": whoever writes in a chat; "bladderina#4471".
_CHATTING = re.compile(
    r"^[ \t]*(?:\[?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\]?[ \t,–-]{0,3})?"
    r"((?=[\w.]*[._]\w)[a-z][\w.]{2,29})\s?:(?=\s)",
    re.MULTILINE,
)
_DISCORD = re.compile(r"(?<![\w#])[A-Za-z][\w.]{1,30}#\d{4}(?!\w)")
_SHORTENED = re.compile(r"(?:\w\.){1,4}\w?")  # "d.o.b:", "p.s:"
_CUED_HANDLE = re.compile(
    rf"\b{_SITE}(?![a-rt-z])(?:['’]?s)?(?:\s(?:name|handle|username|user|tag|account|id))?"
    rf"\s{{0,2}}(?:is|was|as|under|at|me|its|it['’]s|[:=\-–>(]|->)?\s{{0,2}}(?:is|at|@|:)?\s{{0,2}}"
    rf"([\w][\w.\-]{{2,29}})",
    re.IGNORECASE,
)

_PHONE = re.compile(r"(?<![\w£$€/.])(?:\(?\+|\(?00)?[\d(](?:[\d().\-–]|[^\S\n]){5,20}\d(?![\w%/])")
# "o77oo 9oo 123": a zero that is typed as a letter.
_WITH_LETTER_O = re.compile(
    r"(?<![\w£$€/.@])[oO0][\s-]?[1237](?:[\s-]?[\doO]){8,9}(?![\w@])", re.IGNORECASE
)
_PHONE_CUE = re.compile(
    r"\b(?:phone|phoned|number|numbers|mob|mobile|tel|telephone|landline|ring|rang|call|called|text"
    r"|texted|whatsapp|contact|reach|get|extension|ext|bleep|pager)\b",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:call|ring|phone|number|on|tel)\s(?:is\s)?[A-Z][a-z]+\s(\d{5,6})(?!\w)", re.IGNORECASE
)
_NOT_PHONE = re.compile(
    r"nhs|hospital|case|crime|prison|policy|pass\b|ref|account|dob|born|incident", re.IGNORECASE
)
_DIGIT = r"(?:zero|oh|o|nought|naught|one|two|three|four|five|six|seven|eight|nine|hundred|\d{1,5})"
_SPOKEN = re.compile(
    rf"\b(?:plus\s)?(?:(?:double|treble|triple)[\s-])?{_DIGIT}"
    rf"(?:(?:,?[\s\-]|\.\.\.\s?|,\s)(?:and\s)?(?:(?:double|treble|triple)[\s-])?{_DIGIT})"
    r"{3,16}\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """Phones, e-mail and web addresses and usernames in a text."""
    dotted = "dot" in text.lower() or bool(_DOTTED.search(text))
    yield from emails.find(text, dotted)
    if dotted or "://" in text:
        yield from _web(text)
    yield from _handles(text)
    if _FIGURE.search(text):
        yield from _phones(text)
    yield from _spoken_phones(text)


def _web(text: str) -> Iterator[Span]:
    for pattern, score in ((_WEB, 0.97), (_SPOKEN_WEB, 0.8)):
        for match in pattern.finditer(text):
            address = match.group().rstrip(".,;:!?)'’")
            if not _KNOWN_WEB.match(address):
                yield Span(match.start(), match.start() + len(address), Label.WEB.value, score)


def _handles(text: str) -> Iterator[Span]:
    for match in _AT_HANDLE.finditer(text) if "@" in text else ():
        name = match.group().rstrip(".")
        yield Span(match.start(), match.start() + len(name), Label.HANDLE.value, 0.95)
    for sign, pattern in (("u/", _REDDIT), ("_", _UNDERSCORED), ("#", _DISCORD)):
        for match in pattern.finditer(text) if sign in text else ():
            if not _SPEAKER.fullmatch(match.group()):
                yield Span(match.start(), match.end(), Label.HANDLE.value, 0.85)
    yield from _chatting(text)
    yield from _beside_a_site(text)
    for match in _CUED_HANDLE.finditer(text):
        name = match.group(1).rstrip(".-")
        if len(name) > 2 and _could_be_a_username(name):
            yield Span(match.start(1), match.start(1) + len(name), Label.HANDLE.value, 0.85)


def _beside_a_site(text: str) -> Iterator[Span]:
    beside = (_BEFORE_SITE, _AFTER_SITE, _REACHED_ON)
    for match in chain.from_iterable(pattern.finditer(text) for pattern in beside):
        if _could_be_a_username(match.group(1)) and not _WEB.fullmatch(match.group(1)):
            yield Span(match.start(1), match.end(1), Label.HANDLE.value, 0.85)


def _chatting(text: str) -> Iterator[Span]:
    """Usernames before what each of them wrote."""
    for match in _CHATTING.finditer(text):
        if not _SHORTENED.fullmatch(match.group(1)):
            yield Span(match.start(1), match.end(1), Label.HANDLE.value, 0.85)


def _could_be_a_username(name: str) -> bool:
    figures = any(c.isdigit() for c in name)
    if not figures and any(key(part) in lists.ordinary_words() for part in name.split("-")):
        return False
    folded = key(name)
    marked = figures or any(c in "._" for c in name)
    if marked:
        return any(c.isalpha() for c in name)
    return (
        folded not in lists.ordinary_words()
        and folded not in lists.never_names()
        and folded not in lists.given_names()
    )


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        written = match.group()
        digits = re.sub(r"\D", "", written)
        score = _phone_score(written, digits, text[max(0, match.start() - 45) : match.start()])
        if score:
            yield Span(match.start(), match.end(), Label.PHONE.value, score)

    for match in _WITH_LETTER_O.finditer(text):
        if "o" in match.group().lower():
            yield Span(match.start(), match.end(), Label.PHONE.value, 0.9)
    for match in _LOCAL.finditer(text):
        yield Span(match.start(1), match.end(1), Label.PHONE.value, 0.7)


def _phone_score(written: str, digits: str, before: str) -> float:
    """How sure a run of digits is a phone number; wrong lengths count, people mishear numbers."""
    if re.fullmatch(r"\d{1,2}[-.]\d{1,2}[-.]\d{2,4}|\d{4}-\d\d-\d\d", written):
        return 0.0
    if _NOT_PHONE.search(before[-25:]):
        return 0.0
    if (written.lstrip("(").startswith("+") or digits.startswith("0044")) and 10 <= len(
        digits
    ) <= 15:
        return 0.97
    if digits.startswith("0") and 10 <= len(digits) <= 12:
        return 0.95
    if (
        _PHONE_CUE.search(before)
        and 6 <= len(digits) <= 12
        and not re.match(r"(?:19|20)\d\d\D", written)
    ):
        return 0.7
    return 0.0


def _spoken_phones(text: str) -> Iterator[Span]:
    for match in _SPOKEN.finditer(text):
        words = re.findall(r"[a-z]+|\d+", match.group().lower())
        count = sum(_digits_in(word) for word in words)
        spoken = any(word.isalpha() for word in words)
        before = text[max(0, match.start() - 60) : match.start()]
        if not spoken or count < 6:
            continue
        if re.search(r"\bnhs\b", before, re.IGNORECASE):
            yield Span(match.start(), match.end(), Label.NHS_NUMBER.value, 0.85)
        elif count >= 9 and words[0] in {"oh", "o", "zero", "nought", "plus"}:
            yield Span(match.start(), match.end(), Label.PHONE.value, 0.95)
        elif count >= 9 or _PHONE_CUE.search(before):
            yield Span(match.start(), match.end(), Label.PHONE.value, 0.75)


def _digits_in(word: str) -> int:
    """How many digits a spoken word stands for; "double" and "treble" add to the next."""
    if word.isdigit():
        return len(word)
    return {"double": 1, "treble": 2, "triple": 2, "hundred": 2, "plus": 0, "and": 0}.get(word, 1)
