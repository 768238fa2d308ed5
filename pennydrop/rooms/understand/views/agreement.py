"""How far a study's coders agree: figures with their intervals, and what each of them means."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from pennydrop.core.people.rules import May
from pennydrop.core.ui.charts import Bars, Series
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.queries.agreement import (
    DRAWINGS,
    CodeAgreement,
    StudyAgreement,
    agreement_of,
    offered,
)
from pennydrop.rooms.understand.queries.readers import Readings, readings_of
from pennydrop.rooms.understand.rules.agreement.coefficients import Measure
from pennydrop.rooms.understand.rules.agreement.figures import Figures
from pennydrop.rooms.understand.rules.agreement.saying import MEANING, NAMES, sentence, shown
from pennydrop.rooms.understand.views import frame, study_for

HERE = "understand:agreement"
MOST_BARS = 24
# With more people than this nobody reads the table any more.
MOST_CODERS = 12


def compared_study(request: HttpRequest, study: UUID) -> StudyCard:
    """The study, where it asks how far people agree; else the page is not there."""
    card = study_for(request, study, May.CODE)
    if not offered(study):
        raise Http404
    return card


def chosen_coders(request: HttpRequest, found: Readings, *names: str) -> list[str]:
    """The coders asked for, in the order of the list; everybody where none are."""
    asked = {value for name in names for value in request.GET.getlist(name)}
    chosen = [coder for coder in found.coders if coder in asked]
    return (chosen or list(found.coders))[:MOST_CODERS]


@require_GET
def agreement(request: HttpRequest, study: UUID) -> HttpResponse:
    """Figures for the coders asked for (`coder`, as in records) over the texts that two of them or
    more have read; with `done=1` only those that they say they are done with."""
    card = compared_study(request, study)
    found = readings_of(study)
    coders = chosen_coders(request, found, "coder")
    done = bool(request.GET.get("done"))
    came_out = agreement_of(study, found, coders, done=done)
    context = {
        **frame(request, card, HERE),
        "found": came_out,
        "characters": f"{came_out.characters:,}",
        "readings": found,
        "coders": [found.names[coder] for coder in coders],
        "choices": [(coder, found.names[coder], coder in coders) for coder in found.coders],
        "done": done or found.blind,
        "sources": _sources(found, came_out, coders),
        "together": _together(came_out.together),
        "verdict": sentence(came_out.together[Measure.ALPHA]),
        "rows": [_row(card.id, one, coders, found, done) for one in came_out.codes],
        "head": [NAMES[measure] for measure in Measure],
        "chart": _chart(came_out.codes),
        "drawings": DRAWINGS,
        "differences": _address(card.id, coders, done) if len(coders) > 1 else "",
    }
    return render(request, "understand/reading/agreement.html", context)


def _sources(found: Readings, came_out: StudyAgreement, coders: list[str]) -> list[dict[str, Any]]:
    """The texts that are compared, each with who of the coders has read it."""
    readers = came_out.material.universe.readers
    return [
        {"text": text, "who": [found.names[coders[place]] for place in sorted(readers[number])]}
        for number, text in enumerate(came_out.material.texts)
    ]


def _together(figures: Figures) -> list[dict[str, str]]:
    return [
        {
            "name": NAMES[measure],
            "shown": shown(measure, figure),
            "why": figure.why,
            "note": figure.note,
            "meaning": MEANING[measure],
        }
        for measure, figure in figures.items()
    ]


def _row(
    study: UUID, one: CodeAgreement, coders: list[str], found: Readings, done: bool
) -> dict[str, Any]:
    used = [coder for coder, n in zip(coders, one.passages, strict=True) if n]
    alone = f"Only {found.names[used[0]]} used it here." if len(used) == 1 else ""
    return {
        "code": one.code,
        "passages": one.passages,
        "figures": [shown(measure, figure) for measure, figure in one.figures.items()],
        "sentence": alone or sentence(one.figures[Measure.ALPHA]),
        "url": _address(study, coders, done, one.code.id) if len(coders) > 1 else "",
    }


def _address(study: UUID, coders: list[str], done: bool, code: UUID | None = None) -> str:
    """Where two of these coders are read side by side: the first two, to begin with."""
    asked = {"one": coders[0], "other": coders[1]}
    asked |= {"code": str(code)} if code else {}
    asked |= {"done": "1"} if done else {}
    return f"{reverse('understand:differences', args=[study])}?{urlencode(asked)}"


def _chart(codes: tuple[CodeAgreement, ...]) -> Bars | None:
    """Alpha of each code, the lowest first: that is where talking helps most."""
    held = sorted(codes, key=_least_first)[:MOST_BARS]
    if not held:
        return None
    left = f" The {MOST_BARS} lowest of {len(codes)} codes." if len(codes) > MOST_BARS else ""
    # A bar cannot be shorter than nothing; the words beside it say how far below it lies.
    bars = tuple(None if (value := _alpha(one)) is None else max(0.0, value) for one in held)
    words = tuple(shown(Measure.ALPHA, one.figures[Measure.ALPHA]) for one in held)
    return Bars(
        title="Krippendorff's alpha of each code",
        description="One bar for each code, the code with the least agreement first. A full bar "
        f"is full agreement; no bar is what chance would give, or less.{left}",
        category_name="Code",
        categories=tuple(one.code.path for one in held),
        series=(Series("Krippendorff's alpha", bars, words),),
        small="no value",
        most=1.0,
    )


def _least_first(one: CodeAgreement) -> float:
    """Codes that have no figure come last."""
    value = _alpha(one)
    return 2.0 if value is None else value


def _alpha(one: CodeAgreement) -> float | None:
    return one.figures[Measure.ALPHA].value
