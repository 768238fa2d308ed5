"""The figures that a promise can be held to without anybody entering them: each counts what this
software holds of one organisation, and says how."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from pennydrop.core.figures import Kind, NamedFigure, Standing
from pennydrop.rooms.listen.public import StudyCard, participants_of, sources_of, studies_in
from pennydrop.rooms.publish.public import released_editions


def reports_released(organisation: UUID, day: dt.date) -> Standing:
    return _count(len(released_editions(study=study.id)) for study in _studies(organisation))


def people_heard(organisation: UUID, day: dt.date) -> Standing:
    return _count(
        sum(not one.staff and one.state == "shared" for one in participants_of(study.id))
        for study in _studies(organisation)
    )


def groups_held(organisation: UUID, day: dt.date) -> Standing:
    return _count(
        sum(source.kind == "focus_group" for source in sources_of(study.id))
        for study in _studies(organisation)
    )


def studies_open(organisation: UUID, day: dt.date) -> Standing:
    return _count(study.state == "open" for study in _studies(organisation))


FIGURES = (
    NamedFigure(
        name="reports-released",
        title="Reports of findings released",
        about="Reports that were released here, each counted once however many editions it has.",
        kind=Kind.COUNT,
        people=False,
        read=reports_released,
    ),
    NamedFigure(
        name="people-heard",
        title="People whose words are held with their consent",
        about="People who shared their words and have not taken them back.",
        kind=Kind.COUNT,
        people=True,
        read=people_heard,
    ),
    NamedFigure(
        name="groups-held",
        title="Focus groups held",
        about="Focus groups whose conversation was brought in here.",
        kind=Kind.COUNT,
        people=False,
        read=groups_held,
    ),
    NamedFigure(
        name="studies-open",
        title="Studies that anybody can answer",
        about="Studies that are open for answers on the day.",
        kind=Kind.COUNT,
        people=False,
        read=studies_open,
    ),
)


def _studies(organisation: UUID) -> list[StudyCard]:
    return studies_in([organisation])


def _count(parts: Iterable[int]) -> Standing:
    return Standing(Decimal(sum(parts)))
