"""E-mail addresses as they are written and as they are said: "jo dot b at gmail", "jo (at) …"."""

import re
from collections.abc import Iterator

from pennydrop.rooms.understand.rules.identifiers import lists
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span
from pennydrop.rooms.understand.rules.identifiers.words import key

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,5}")
_NO_NAME = r"(?!(?:me|us|him|her|them|it|up|there|or)\s)"
# "kez ninety one, all one word, at …"
_TOGETHER = r"(?:,?\s(?:all\s)?(?:one\sword|lower\s?case|small\sletters|together|no\sspaces),?)?"
_SPOKEN = re.compile(
    rf"(?<!['’])\b{_NO_NAME}\w[\w.+-]{{0,40}}"
    r"(?:\s{1,2}(?:dot|underscore|dash|hyphen)\s{1,2}\w{1,30}){0,4}"
    rf"{_TOGETHER}"
    r"\s{0,2}(?:\s|\()(?:at|@)(?:\s|\))\s{0,2}"
    r"(?:(?!(?:the|our|my|their|a|an|this|that)\s)[\w-]{2,30}\s)?[\w-]{2,40}"
    r"(?:\s{1,2}dot\s{1,2}[a-z]{2,15}|\.[a-z]{2,10}){1,4}"
    r"(?:\s{1,2}dot\s{1,2}[a-z]{2,6})?\b",
    re.IGNORECASE,
)
_DOT = r"(?:\.|\s\.\s|\s{1,2}dot\s{1,2}|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?)"
_AT = r"(?:\s?@\s?|\s{1,2}at\s{1,2}|\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?)"
_JOIN = rf"(?:{_DOT}|\s{{1,2}}(?:under\s?score|dash|hyphen|minus)\s{{1,2}})"
_PROVIDERS = (
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|btinternet|aol|proton(?:mail)?|msn"
    r"|virginmedia|ntlworld|live|me|sky|talktalk|mail)"
)
_WELL_KNOWN = r"(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|btinternet|protonmail)"
_TOP = rf"{_DOT}(?:com|co{_DOT}uk|org|net|uk|ie|me)"
# With a provider that everybody knows its ending may be left away.
_WITH_PROVIDER = re.compile(
    rf"(?<![\w@.+-]){_NO_NAME}(\w[\w+-]{{0,40}}(?:{_JOIN}\w[\w+-]{{0,30}}){{0,4}}){_AT}"
    rf"(?:{_PROVIDERS}{_TOP}|{_WELL_KNOWN})(?![\w@])",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(rf"{_WELL_KNOWN}|\b{_PROVIDERS}\s?(?:\.|dot|[\[({{<])")
_CUE = re.compile(
    r"\be-?mail(?:\saddress)?(?:['’]s|\sis|\sme|\sat|\son|\sto|\sit['’]?s|\s?[:=–-]|,)*\s"
    r"((?:[\w.+-]{1,20}\s){0,5})$",
    re.IGNORECASE,
)
_NEAR = 130  # letters before an address in which "my email is" may stand
_LAST_WORD = re.compile(r"(?<!['’])\b[\w.+-]{1,40}\s$")
_MOST_PARTS = 3  # of a name said in parts: "lottie b 92 at …"
_COUNTED = frozenset(
    """zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety""".split()
)
_PARTS_BEFORE = re.compile(
    r"(?:(?<![\w.+-])[\w+-]{1,30}\s(?:dot|underscore|dash|hyphen)\s){1,4}$", re.IGNORECASE
)


def find(text: str, dotted: bool) -> Iterator[Span]:
    """E-mail addresses of a text; `dotted`: there is a dot in it, written or said."""
    for match in _EMAIL.finditer(text) if "@" in text else ():
        yield Span(match.start(), match.end(), Label.EMAIL.value, 0.99)
    for match in _SPOKEN.finditer(text) if dotted else ():
        domain = match.group()[match.group().lower().find("at") :]
        if re.search(r"\sdot\s|\.[a-z]{2}", domain, re.IGNORECASE):
            yield Span(_begin(text, match), match.end(), Label.EMAIL.value, 0.9)
    for match in _WITH_PROVIDER.finditer(text) if _ONE_OF_THEM.search(text.casefold()) else ():
        start = _begin(text, match)
        if start < match.start() or "@" in match.group() or _is_no_word(match.group(1)):
            yield Span(start, match.end(), Label.EMAIL.value, 0.9)


def _begin(text: str, match: re.Match[str]) -> int:
    """Where the address begins: after "my email is", or before the letter or figures that cannot
    be all of it ("lottie b 92 at outlook dot com")."""
    start = match.start()
    cue = _CUE.search(text, max(0, start - _NEAR), start)
    if cue:
        return cue.start(1)
    first = match.group().split(maxsplit=1)[0].strip(",")
    for _ in range(_MOST_PARTS):
        before = _LAST_WORD.search(text, max(0, start - 41), start)
        if not before or not (_is_a_part(first) or _is_an_initial(before.group())):
            break
        whole = not _is_a_part(first)  # before a name stand its initials and nothing else
        start, first = before.start(), "" if whole else before.group().strip()
    parts = _PARTS_BEFORE.search(text, max(0, start - _NEAR), start)
    return parts.start() if parts and start < match.start() else start


def _is_a_part(word: str) -> bool:
    """Whether a word cannot be all of a name: figures, a letter, a number said."""
    return word.isdigit() or len(word) == 1 or word.lower() in _COUNTED


def _is_an_initial(word: str) -> bool:
    """ "k dunmore at …"; "a" and "I" are words."""
    return len(word.strip()) == 1 and word.strip().isalpha() and word[0].lower() not in "ai"


def _is_no_word(local: str) -> bool:
    """Whether what stands before "at gmail" is a name of its own, not "it came at gmail"."""
    if not local.isalpha():
        return True
    return key(local) not in lists.ordinary_words() and key(local) not in lists.never_names()
