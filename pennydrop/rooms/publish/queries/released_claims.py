"""What the sentences of an edition stood on when it was released. The skeleton names evidence by
id and address alone; what it is called is read at the time of asking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pennydrop.core.documents.blocks import Insight, Prose
from pennydrop.core.documents.sentences import fingerprint, sentences
from pennydrop.core.documents.stored import read_blocks
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.drawing import quotes_for
from pennydrop.rooms.publish.queries.editions import EditionCard
from pennydrop.rooms.publish.rules.claims import Claim, Claims, Evidence, Kind
from pennydrop.rooms.understand.public.codes import codes_of
from pennydrop.rooms.understand.public.questions import questions_of
from pennydrop.rooms.understand.public.quotes import QuoteCard, quotes_of
from pennydrop.rooms.understand.public.themes import themes_of


@dataclass(frozen=True)
class ReleasedClaim:
    """A sentence of an edition and what it stood on. `named`: what that is called now."""

    text: str
    evidence: tuple[Evidence, ...]
    needs_none: bool
    named: Mapping[Kind, Mapping[str, str]]


def claims_data(claims: Claims, keys: Iterable[str]) -> list[dict[str, Any]]:
    """How the claims of the blocks with these keys stand in a skeleton: no words, ids alone."""
    shown = set(keys)
    return [
        {
            "block": one.sentence.block,
            "sentence": one.sentence.mark,
            "on": [[str(e.kind), e.target, e.label] for e in one.evidence],
            "needs none": not one.evidence and one.settled,
        }
        for one in claims.all
        if one.sentence.block in shown and _says_something(one)
    ]


def _says_something(claim: Claim) -> bool:
    return bool(claim.evidence) or claim.settled


def marks_in(edition: EditionCard) -> dict[str, list[tuple[str, str]]]:
    """Block key -> its sentences that stand on something: fingerprint and text."""
    skeleton = _skeleton(edition)
    told = {(one["block"], one["sentence"]) for one in skeleton.get("claims", ()) if one["on"]}
    return {
        key: found
        for key, texts in _texts(skeleton).items()
        if (found := [(mark, text) for mark, text in texts.items() if (key, mark) in told])
    }


def released_claim(edition: EditionCard, key: str, mark: str) -> ReleasedClaim | None:
    """One sentence with what it stood on; None where there is none or nothing was noted."""
    skeleton = _skeleton(edition)
    text = _texts(skeleton).get(key, {}).get(mark)
    for one in skeleton.get("claims", ()):
        if text and (one["block"], one["sentence"]) == (key, mark):
            evidence = tuple(Evidence(Kind(kind), *rest) for kind, *rest in one["on"])
            return ReleasedClaim(text, evidence, one["needs none"], _named(edition, skeleton))
    return None


def _texts(skeleton: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Block key -> fingerprint -> sentence."""
    rows = zip(skeleton.get("keys", ()), read_blocks(skeleton["blocks"]), strict=False)
    return {
        key: {fingerprint(text): text for text in sentences(block.markdown)}
        for key, block in rows
        if isinstance(block, Prose | Insight)
    }


def quotes_in_reach(edition: EditionCard) -> list[QuoteCard]:
    """The quotes of its study, and those that its document borrowed from other studies."""
    draft = draft_by_id(edition.document)
    return quotes_for(draft) if draft else quotes_of(edition.study)


def _named(edition: EditionCard, skeleton: Mapping[str, Any]) -> dict[Kind, dict[str, str]]:
    study = edition.study
    figures = {
        key: "A chart or table of this edition"
        for key, block in zip(skeleton.get("keys", ()), skeleton["blocks"], strict=False)
        if block["block"] in ("figure", "table")
    }
    return {
        Kind.THEME: {str(one.id): one.title for one in themes_of(study)},
        Kind.CODE: {str(one.id): one.path for one in codes_of(study)},
        Kind.QUESTION: {str(one.id): one.name for one in questions_of(study)},
        Kind.QUOTE: {str(one.id): one.source_title for one in quotes_in_reach(edition)},
        Kind.FIGURE: figures,
    }


def _skeleton(edition: EditionCard) -> dict[str, Any]:
    kept: dict[str, Any] = Edition.objects.values_list("skeleton", flat=True).get(pk=edition.id)
    return kept
