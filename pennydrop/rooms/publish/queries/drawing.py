"""What a document draws on: the quotes of its own study, and those of other studies of the same
organisation about the same substance, where the people in them agreed that later work uses their
words. Consent is asked at each reading: a later no takes the quote out of the choice and stops
the release."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from pennydrop.rooms.listen.public import StudyCard, Use, studies_in, study_card, who_agrees
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.rules.surrogates import natural
from pennydrop.rooms.understand.public.quotes import NameLeft, QuoteCard, names_left, quotes_of
from pennydrop.rooms.understand.public.themes import copied_from_study

NOT_LATER = "Somebody in it has not agreed that later studies use their words."


def studies_to_draw_on(study: StudyCard) -> list[StudyCard]:
    """The other studies that ask about the same, which is what people were told."""
    return [
        one
        for one in studies_in([study.organisation])
        if one.id != study.id and one.substance == study.substance
    ]


def others_of(draft: Draft) -> list[StudyCard]:
    """The other studies that a document draws on and still may."""
    own = study_card(draft.study) if draft.others else None
    return [one for one in studies_to_draw_on(own) if one.id in draft.others] if own else []


def quotes_for(draft: Draft) -> list[QuoteCard]:
    """Every quote that a document may pick from, as it would be printed; `blocks` says what keeps
    one from leaving."""
    cards = quotes_of(draft.study)
    for other in others_of(draft):
        cards += _lent(quotes_of(other.id))
    return [_in_print(card) for card in cards]


def _in_print(card: QuoteCard) -> QuoteCard:
    """A quote with its stand-ins as readers see them. What was signed is what it was made from: its
    digest stays."""
    words = [place for place, piece in enumerate(card.pieces) if piece.kind == "words"]
    said = dict(zip(words, natural([card.pieces[n].text for n in words]), strict=True))
    pieces = (replace(p, text=said.get(n, p.text)) for n, p in enumerate(card.pieces))
    return replace(card, pieces=tuple(pieces))


def names_left_in(cards: Iterable[QuoteCard]) -> dict[UUID, tuple[NameLeft, ...]]:
    """Names that may be left in quotes, each looked at with what its own study knows."""
    by_study: dict[UUID, list[QuoteCard]] = {}
    for card in cards:
        by_study.setdefault(card.study, []).append(card)
    found: dict[UUID, tuple[NameLeft, ...]] = {}
    for study, ours in by_study.items():
        found |= names_left(study, ours)
    return found


def copied_in(studies: Sequence[UUID], text: str) -> list[tuple[str, str]]:
    """Six or more words in a row that somebody told one of these studies, and in which source."""
    return [run for study in studies for run in copied_from_study(study, text)]


def _lent(cards: Sequence[QuoteCard]) -> list[QuoteCard]:
    people = {person for card in cards for person in card.participants}
    agreed = who_agrees(people, Use.LATER_STUDIES) if people else set()
    return [
        card if agreed.issuperset(card.participants)
        else replace(card, blocks=(*card.blocks, NOT_LATER))
        for card in cards
    ]  # fmt: skip
