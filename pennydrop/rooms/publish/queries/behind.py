"""Who stands behind each key insight of a draft: counted now, told by rules/behind.py."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pennydrop.core.documents.blocks import Block, Heading, Insight, Theme
from pennydrop.core.documents.outline import TOP
from pennydrop.rooms.publish.queries.charts import question_key
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.facts import Facts, released_figures
from pennydrop.rooms.publish.rules.behind import (
    ANY_CODE,
    Atoms,
    Beside,
    Row,
    behind_line,
    quoted_line,
    settle_behind,
)
from pennydrop.rooms.publish.rules.claims import Claims, Evidence, Kind
from pennydrop.rooms.publish.rules.figures import ByKind, Figures
from pennydrop.rooms.publish.rules.templates.short import CARDS
from pennydrop.rooms.understand.public.codes import Behind, people_behind_each
from pennydrop.rooms.understand.public.quotes import QuoteCard

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
    atoms = _atoms(facts)
    rows = {key: row for key, some in stands.items() if (row := _row(some, facts, atoms))}
    facts = replace(facts, figures=_figures(facts, rows, atoms))
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


def _atoms(facts: Facts) -> dict[str, Atoms]:
    """The codes behind each row of the figures."""
    return {str(card.id): frozenset(map(str, card.code_ids)) for card in facts.themes}


def _row(evidence: Iterable[Evidence], facts: Facts, atoms: Mapping[str, Atoms]) -> Row | None:
    """What is counted of a key insight's evidence; None where it holds nothing to count."""
    items: set[str] = set()
    codes: set[str] = set()
    for one in evidence:
        if one.kind is Kind.THEME and one.target in facts.titles:
            items.add(one.target)
            codes |= atoms[one.target]
        elif one.kind is Kind.CODE:
            items.add(f"code:{one.target}")
            codes.add(one.target)
        elif one.kind is Kind.QUESTION:
            items.add(question_key(one.target))
            codes.add(ANY_CODE)
    return Row(tuple(sorted(items)), frozenset(codes)) if items else None


def _figures(facts: Facts, rows: Mapping[str, Row], atoms: Mapping[str, Atoms]) -> Figures:
    """The figures with those of the rows that have none of their own, settled one by one: each
    beside those before it."""
    figures = facts.figures
    fresh = {row.name: row for row in rows.values() if not _has_own(row, figures)}
    counts = people_behind_each(
        facts.study.id, {name: _asked(row, facts) for name, row in fresh.items()}
    )
    before = released_figures(facts.study.id) if fresh else []
    for name, row in sorted(fresh.items()):
        cells = settle_behind(
            counts[name],
            row,
            Beside(figures, before, atoms),
            threshold=facts.study.small_number,
        )
        rests = {**figures.rests, name: tuple(sorted(row.atoms))}
        figures = replace(figures, behind={**figures.behind, name: cells}, rests=rests)
    own = {row.items[0]: tuple(sorted(row.atoms)) for row in rows.values() if row.name not in fresh}
    return replace(figures, rests={**figures.rests, **own})


def _has_own(row: Row, figures: Figures) -> bool:
    return len(row.items) == 1 and row.items[0] in figures.themes


def _asked(row: Row, facts: Facts) -> Behind:
    codes = {code for code in row.atoms if code != ANY_CODE}
    prefix = question_key("")
    questions = [item.removeprefix(prefix) for item in row.items if item.startswith(prefix)]
    return Behind(frozenset(map(UUID, codes)), frozenset(map(UUID, questions)))


def _line(
    row: Row | None, evidence: Iterable[Evidence], figures: Figures, cards: Mapping[str, QuoteCard]
) -> str:
    if row:
        cells: ByKind = (
            figures.themes[row.items[0]] if _has_own(row, figures) else figures.behind[row.name]
        )
        return behind_line(cells, figures.people)
    quoted = [cards[one.target] for one in evidence if one.target in cards]
    return quoted_line(card.kind for card in quoted)
