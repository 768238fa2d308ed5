"""How far a study's coders agree: per code, together, and where they differ."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Settled, Text
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.blind import closed_to
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.readers import Material, Readings, material_of
from pennydrop.rooms.understand.rules.agreement.differing import differences
from pennydrop.rooms.understand.rules.agreement.figures import Figures, figures_by
from pennydrop.rooms.understand.rules.agreement.texts import Characters
from pennydrop.rooms.understand.rules.approach import Tool

DRAWINGS = 300


@dataclass(frozen=True)
class CodeAgreement:
    """One code: how many passages each coder gave it (in the order of the coders), and figures."""

    code: CodeRow
    passages: tuple[int, ...]
    figures: Figures


@dataclass(frozen=True)
class StudyAgreement:
    """What came out. `unused`: codes that none of these coders gave to anything in these texts;
    `whole_texts`: intervals come from texts drawn anew, else from turns."""

    material: Material
    characters: int
    together: Figures
    codes: tuple[CodeAgreement, ...]
    unused: tuple[CodeRow, ...]
    whole_texts: bool


def offered(study: UUID) -> bool:
    """Whether this study asks how far people agree."""
    return offers(study, Tool.AGREEMENT)


def agreement_of(
    study: UUID,
    readings: Readings,
    coders: Sequence[str],
    *,
    done: bool,
    drawings: int = DRAWINGS,
) -> StudyAgreement:
    """How far these coders agree, over the texts that two or more of them have read (with `done`:
    and say that they are done with). The same codings give the same figures each time."""
    material = material_of(readings, coders, done=done)
    characters = Characters(material.universe, material.codings)
    tables = {code: characters.counts(code) for code in characters.codes}
    together, single = figures_by(tables, len(coders), characters.draws(drawings))
    passages = Counter((one.code, one.coder) for one in material.codings)
    numbers = {code: number for number, code in enumerate(material.codes)}
    book = [(code, numbers.get(code.id, -1)) for code in codebook(study, count=False)]
    return StudyAgreement(
        material=material,
        characters=characters.characters,
        together=together,
        codes=tuple(
            CodeAgreement(
                code, tuple(passages[number, place] for place in range(len(coders))),
                single[number],
            )
            for code, number in book if number in single
        ),
        unused=tuple(code for code, number in book if number not in single),
        whole_texts=characters.whole_texts,
    )  # fmt: skip


@dataclass(frozen=True)
class Differing:
    """A turn that two coders coded differently, and about which codes; `missing`: those that only
    one of them used in this turn."""

    text: Text
    order: int
    codes: tuple[UUID, ...]
    missing: frozenset[UUID]


def differences_of(
    study: UUID, readings: Readings, pair: tuple[str, str], *, done: bool, who: str
) -> list[Differing]:
    """The turns that two coders coded differently, in reading order, of texts in which `who` may
    see other people's codings."""
    material = material_of(readings, pair, done=done)
    closed, codes = closed_to(study, who), material.codes
    found = differences(material.universe, material.codings, 0, 1)
    return [
        Differing(
            text, one.turn[1], tuple(codes[code] for code in one.codes),
            frozenset(codes[code] for code in one.missing),
        )
        for one in sorted(found, key=lambda one: one.turn)
        if (text := material.texts[one.turn[0]]).pk not in closed
    ]  # fmt: skip


def settled_between(
    pair: tuple[str, str], texts: Collection[UUID]
) -> dict[tuple[UUID, int], list[Settled]]:
    """What these two settled (whoever of them stands first), by turn, oldest first."""
    rows = Settled.objects.filter(text__in=texts, one__in=pair, other__in=pair)
    found: dict[tuple[UUID, int], list[Settled]] = {}
    for row in rows.select_related("memo").order_by("at"):
        found.setdefault((row.text_id, row.turn), []).append(row)
    return found
