"""What sentences stand on, as pages of a draft and of an edition show it beside a block."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents.blocks import Insight, Prose
from pennydrop.core.documents.outline import TOP
from pennydrop.core.documents.page import Part
from pennydrop.core.documents.sentences import fingerprint, html_with
from pennydrop.rooms.publish.queries.checks import Ready
from pennydrop.rooms.publish.queries.editions import EditionCard
from pennydrop.rooms.publish.queries.released_claims import marks_in
from pennydrop.rooms.publish.rules.claims import Claims


@dataclass(frozen=True)
class Stand:
    """A sentence that stands on something, and the page of its chain."""

    text: str
    url: str


Stands = Mapping[str, Sequence[Stand]]


def stands_in_draft(ready: Ready) -> Stands:
    """Block key -> its sentences that stand on something."""
    study, draft = ready.facts.study.id, ready.draft
    return {
        key: [
            Stand(one.sentence.text, _claim(study, draft.id, key, one.sentence.mark))
            for one in ready.claims.of_block(key)
            if one.evidence
        ]
        for key in draft.keys
    }


def stands_in_edition(edition: EditionCard) -> Stands:
    """The same of a released edition."""
    return {
        key: [
            Stand(text, reverse("publish:edition-claim", args=[edition.slug, key, mark]))
            for mark, text in found
        ]
        for key, found in marks_in(edition).items()
    }


def with_marks(parts: Iterable[Part], ready: Ready) -> list[Part]:
    """The parts of a draft, with a mark behind each sentence that has no evidence."""
    level, marked = TOP - 1, []
    rows = zip(parts, ready.blocks, ready.draft.keys, strict=True)
    for part, block, key in rows:
        level = part.level or level
        if isinstance(block, Prose | Insight):
            part = replace(part, html=_marked(block.markdown, level, key, ready))
        marked.append(part)
    return marked


def _marked(markdown: str, level: int, key: str, ready: Ready) -> SafeString:
    study, draft = ready.facts.study.id, ready.draft.id
    without = _without(ready.claims, key)

    def after(sentence: str) -> str:
        mark = fingerprint(sentence)
        if mark not in without:
            return ""
        return format_html(
            ' <a class="no-evidence" href="{}">○ no evidence<span class="vh"> for: {}</span></a>',
            _claim(study, draft, key, mark),
            " ".join(sentence.split()[:6]),
        )

    # nh3 cleaned the text, and what is put between is escaped; see prose.html
    return mark_safe(html_with(markdown, shift=level, after=after))


def _without(claims: Claims, key: str) -> set[str]:
    return {one.sentence.mark for one in claims.of_block(key) if not one.settled}


def _claim(study: UUID, document: UUID, key: str, mark: str) -> str:
    return reverse("publish:claim", args=[study, document, key, mark])
