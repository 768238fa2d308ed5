"""Facts about a person that stand in their words: each alone says little, together they may point
at somebody. Kinds are named, words never; a person reads the quotes and decides."""

import re
from collections.abc import Iterable, Mapping

ENOUGH_TO_POINT = 3
_YEARS = r"(?:1[0-9]|[2-9][0-9])"
_NUMBER = r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty)(?:-\w+)?"
_PATTERNS: Mapping[str, str] = {
    "age": rf"\b(?:{_YEARS}|{_NUMBER})(?:\s*-?\s*years?\s*-?\s*old|\s*yo\b)"
    rf"|\b(?:at|was|am|i'm|turned|aged)\s+(?:{_YEARS}|{_NUMBER})\b"
    r"|\b(?:teens|twenties|thirties)\b"
    # "the sixties" and "90s music" are no ages.
    r"|(?:\[|\b(?:my|his|her|their) )(?:(?:early|mid|late) )?"
    r"(?:forties|fifties|sixties|seventies|eighties|[2-9]0s)\b",
    "family": r"\b(?:twins?|triplets|adopted|foster(?:ed|ing)?|step-?(?:mum|dad|son|daughter)|"
    r"widow(?:ed|er)?|(?:four|five|six|seven) (?:kids|children|brothers|sisters)|only child)\b",
    "work or school": r"\b(?:apprentice\w*|nurse|teacher|soldier|army|navy|farm(?:er|ing)?|"
    r"fisherman|chef|barber|carer|scaffold\w*|driver|university|college|sixth form|boss|my job|"
    r"at work)\b",
    "illness or body": r"\b(?:diagnos\w+|stoma|catheter|wheelchair|pregnan\w+|epilep\w+|cancer|"
    r"cystectomy|bladder (?:out|removed)|autis\w+|schizo\w+|bipolar|amputat\w+|deaf|blind)\b",
    "place": r"\[(?:large |small |market |part of (?:a )?)?(?:london|town|city|village|"
    r"place|pub|club|street|school|hospital|island)\b|"
    r"\b(?:village|island|estate|caravan (?:park|site)|lighthouse|harbour)\b",
    "event": r"\b(?:court|prison|arrested|funeral|inquest|car crash|house fire|overdosed|"
    r"in the (?:paper|news)|on the news|festival|died)\b",
    "origin or belief": r"\b(?:church|mosque|synagogue|muslim|jewish|polish|romanian|lithuanian|"
    r"portuguese|traveller|refugee|gay|lesbian|trans|bisexual)\b",
    "time": r"\b(?:19|20)[0-9]{2}\b|\b(?:last|that) (?:christmas|easter)\b|\blockdown\b",
}
_KINDS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}


def kinds_of_facts(texts: Iterable[str]) -> tuple[str, ...]:
    """Which kinds of fact stand in one person's quotes, and in what we said of who speaks."""
    together = "\n".join(texts)
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(together))


def may_point(texts: Iterable[str]) -> tuple[str, ...]:
    """The kinds, where there are enough of them to point at somebody; else nothing."""
    found = kinds_of_facts(texts)
    return found if len(found) >= ENOUGH_TO_POINT else ()
