"""How far a study's coders agree: per code, together, and where they differ."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Settled
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.blind import closed_to
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.readers import Material, Readings, material_of
from pennydrop.rooms.understand.rules.agreement.differing import Difference, differences
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
    book = codebook(study, count=False)
    return StudyAgreement(
        material=material,
        characters=characters.characters,
        together=together,
        codes=tuple(
            CodeAgreement(
                code, tuple(passages[code.id, place] for place in range(len(coders))),
                single[code.id],
            )
            for code in book if code.id in single
        ),
        unused=tuple(code for code in book if code.id not in single),
        whole_texts=characters.whole_texts,
    )  # fmt: skip


def differences_of(
    study: UUID, readings: Readings, pair: tuple[str, str], *, done: bool, who: str
) -> list[Difference]:
    """The turns that two coders coded differently, in reading order, of texts in which `who` may
    see other people's codings."""
    material = material_of(readings, pair, done=done)
    closed = closed_to(study, who)
    order = {text.pk: place for place, text in enumerate(material.texts)}
    found = differences(material.universe, material.codings, 0, 1)
    open_ones = [one for one in found if one.turn[0] not in closed]
    return sorted(open_ones, key=lambda one: (order[one.turn[0]], one.turn[1]))


def settled_between(
    pair: tuple[str, str], texts: Collection[UUID]
) -> dict[tuple[UUID, int], list[Settled]]:
    """What these two settled (whoever of them stands first), by turn, oldest first."""
    rows = Settled.objects.filter(text__in=texts, one__in=pair, other__in=pair)
    found: dict[tuple[UUID, int], list[Settled]] = {}
    for row in rows.select_related("memo").order_by("at"):
        found.setdefault((row.text_id, row.turn), []).append(row)
    return found
