"""Our lists of words as taxonomies, and what others' words mean in them."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pennydrop.rooms.inform.rules.offers import Access, Offer, Word

LISTS: dict[str, tuple[type[Word], str]] = {
    "offers": (Offer, "What a service offers to somebody who uses ketamine."),
    "access": (Access, "What makes it possible for somebody to use a service."),
}
W = TypeVar("W", bound=Word)

# Others' own words for what a service is, as a suggestion that somebody looks at.
_MEANS = (
    (r"needle|syringe|\bnsp\b", Offer.NEEDLES),
    (r"(?:drug|pill|substance) (?:check|test)ing", Offer.CHECKING),
    (r"urolog|bladder", Offer.UROLOGY),
    (r"pain (?:clinic|management|service)", Offer.PAIN),
    (r"hepatolog|liver|gastroenterolog", Offer.GUT_LIVER),
    (r"detox|rehab", Offer.DETOX),
    (r"naloxone", Offer.NALOXONE),
    (r"ketamine|\bdrugs?\b|substance|alcohol|addict", Offer.DRUG_SERVICE),
    (r"crisis", Offer.CRISIS),
    (r"mental health|counsel|psycholog|talking therap", Offer.MENTAL_HEALTH),
    (r"\bpeer", Offer.PEERS),
)
_ATTENDING = {
    "phone": Access.REMOTE, "online": Access.REMOTE, "home visit": Access.HOME,
    "drop-in": Access.DROP_IN,
}  # fmt: skip


def term_json(word: Word, list_name: str) -> dict[str, Any]:
    """A word as a taxonomy term."""
    return {
        "id": str(word.id),
        "code": word.code,
        "name": word.label,
        "description": word.means,
        "taxonomy": f"Pennydrop {list_name}",
        "taxonomy_id": str(type(word).list_id()),
    }


def taxonomy_json(list_name: str) -> dict[str, Any]:
    words, means = LISTS[list_name]
    return {"id": str(words.list_id()), "name": f"Pennydrop {list_name}", "description": means}


def all_terms() -> Iterator[dict[str, Any]]:
    for name, (words, _) in LISTS.items():
        for word in words:
            yield term_json(word, name)


def ours(kind: type[W], keys: set[str]) -> frozenset[W]:
    """The words of ours whose ids are among these."""
    return frozenset(one for one in kind if str(one.id) in keys)


def offers_meant(names: str) -> frozenset[Offer]:
    """What others' names of a service and of its kinds may mean."""
    folded = names.casefold()
    return frozenset(offer for pattern, offer in _MEANS if re.search(pattern, folded))


def access_meant(attending: str) -> frozenset[Access]:
    """What version 1 says of how to attend."""
    word = _ATTENDING.get(attending.casefold().strip())
    return frozenset({word} if word else ())
