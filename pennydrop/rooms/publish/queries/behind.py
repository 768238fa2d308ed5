"""Who stands behind each key insight of a draft: counted now, told by rules/behind.py."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pennydrop.core.documents.blocks import Block, Heading, Insight, Theme
from pennydrop.core.documents.outline import TOP
from pennydrop.rooms.publish.queries.charts import question_key
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.facts import Facts, released_figures
from pennydrop.rooms.publish.rules.behind import Row, behind_line, has_own, quoted_line, told_by
from pennydrop.rooms.publish.rules.claims import Claims, Evidence, Kind
from pennydrop.rooms.publish.rules.figures import Figures, settle_row
from pennydrop.rooms.publish.rules.templates.short import CARDS
from pennydrop.rooms.understand.public.codes import Behind, people_behind_each
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.whom import whom_questions_count, whom_together

COUNTED = (Kind.THEME, Kind.CODE, Kind.QUESTION)
NOT_TIED = "It is tied to nothing yet, so readers are not told who stands behind it."
NOT_COUNTED = (
    "What it stands on counts nobody, so readers are not told who stands behind it. Tie it to a "
    "theme, a code or a kept question if people said it."
)
FEW = (
    "Readers are not told who stands behind it: so few people are, or so nearly as many as another "
    "figure says, that the number would point at somebody. Tied to a whole theme it may be told."
)


@dataclass(frozen=True)
class Stood:
    """A draft with who stands behind its insights; `facts` hold the figures it is told by."""

    blocks: tuple[Block, ...]
    facts: Facts


@dataclass(frozen=True)
class Counted:
    """What is counted of a key insight's evidence, and what each piece of it is called."""

    items: frozenset[str]
    behind: Behind


def with_behind(
    draft: Draft, blocks: Sequence[Block], facts: Facts, claims: Claims,
    cards: Mapping[str, QuoteCard],
) -> Stood:  # fmt: skip
    """The filled blocks, each key insight with its line. Cards to share have none: they are one
    thought each."""
    if draft.template == CARDS.name:
        return Stood(tuple(blocks), facts)
    stands = {
        key: [one for claim in claims.of_block(key) for one in claim.evidence]
        for key, block in zip(draft.keys, blocks, strict=True)
        if isinstance(block, Insight)
    }
    counted = {key: _counted(some, facts) for key, some in stands.items()}
    rows = _rows(counted, facts)
    together = {rows[key].name: counted[key] for key in rows}
    facts = replace(facts, figures=_figures(facts, rows.values(), together))
    told = {
        key: _line(rows.get(key), some, facts.figures, cards) for key, some in stands.items()
    }  # fmt: skip
    done = [
        replace(block, behind=told[key]) if isinstance(block, Insight) else block
        for key, block in zip(draft.keys, blocks, strict=True)
    ]
    return Stood(tuple(done), facts)


def said_beneath(blocks: Iterable[Block], figures: Figures) -> frozenset[str]:
    """Themes whose figures stand beneath their key insight: a line under the title would say the
    same again."""
    theme, found = "", set()
    for block in blocks:
        if isinstance(block, Theme):
            theme = block.theme_id
        elif isinstance(block, Heading) and block.level == TOP:
            theme = ""
        elif isinstance(block, Insight) and block.behind and theme in figures.themes:
            if block.behind == behind_line(figures.themes[theme], figures.people):
                found.add(theme)
    return frozenset(found)


def why_untold(draft: Draft, block: Block, evidence: Collection[Evidence]) -> str:
    """Why a key insight has no line on who stands behind it, for whoever writes; "" where it has
    one."""
    if not isinstance(block, Insight) or block.behind or draft.template == CARDS.name:
        return ""
    kinds = {one.kind for one in evidence}
    if kinds & {*COUNTED}:
        return FEW
    return NOT_COUNTED if kinds else NOT_TIED


def _counted(evidence: Iterable[Evidence], facts: Facts) -> Counted:
    items: set[str] = set()
    codes: set[UUID] = set()
    questions: set[UUID] = set()
    for one in evidence:
        if one.kind is Kind.THEME and (card := facts.theme(one.target)):
            items.add(one.target)
            codes |= set(card.code_ids)
        elif one.kind is Kind.CODE:
            items.add(f"code:{one.target}")
            codes.add(UUID(one.target))
        elif one.kind is Kind.QUESTION:
            items.add(question_key(one.target))
            questions.add(UUID(one.target))
    return Counted(frozenset(items), Behind(frozenset(codes), frozenset(questions)))


def _rows(counted: Mapping[str, Counted], facts: Facts) -> dict[str, Row]:
    """The row of each insight that stands on something to count. A question that is gone counts
    nobody."""
    wanted = {question for one in counted.values() for question in one.behind.questions}
    asked = whom_questions_count(facts.study.id, wanted) if wanted else {}
    rows: dict[str, Row] = {}
    for key, one in counted.items():
        kept = [asked[question] for question in sorted(one.behind.questions) if question in asked]
        if whom := whom_together(one.behind.codes, kept):
            rows[key] = Row(tuple(sorted(one.items)), whom)
    return rows


def _figures(facts: Facts, rows: Iterable[Row], together: Mapping[str, Counted]) -> Figures:
    """The figures with those of the rows that have none of their own, settled one by one in the
    order of the report, each beside those before it."""
    figures = facts.figures
    fresh = {row.name: row for row in rows if not has_own(row, figures)}
    counts = people_behind_each(facts.study.id, {name: together[name].behind for name in fresh})
    before = released_figures(facts.study.id) if fresh else []
    for name, row in fresh.items():
        cells = settle_row(counts[name], name, row.whom, now=figures, before=before)
        figures = replace(
            figures,
            behind={**figures.behind, name: cells},
            asked={**figures.asked, name: row.whom},
        )
    return figures


def _line(
    row: Row | None, evidence: Iterable[Evidence], figures: Figures, cards: Mapping[str, QuoteCard]
) -> str:
    if row:
        return behind_line(told_by(row, figures), figures.people)
    quoted = [cards[one.target] for one in evidence if one.target in cards]
    return quoted_line(card.kind for card in quoted)
