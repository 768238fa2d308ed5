"""Tables and charts of what is coded, each cell the way to its quotes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pennydrop.core.numbers.small import Figure
from pennydrop.core.people.rules import May
from pennydrop.core.ui.charts import Bars, Lines, Series
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.codes import CodeRow
from pennydrop.rooms.understand.queries.saturation import Saturation
from pennydrop.rooms.understand.queries.saturation import saturation as curve_of
from pennydrop.rooms.understand.queries.tables import (
    Crossed,
    Pair,
    Together,
    attributes_kept,
    codes_by_attributes,
    codes_together,
    themes_by_kind,
)
from pennydrop.rooms.understand.rules.approach import Tool
from pennydrop.rooms.understand.rules.counting import KINDS
from pennydrop.rooms.understand.rules.crossing import TooMuchCrossed, check_crossed, protected
from pennydrop.rooms.understand.views import COUNTING, finding_frame, held_back, may_here, study_for
from pennydrop.rooms.understand.views.asked import link_to

TAB = "understand:by-people"
IN_CHART, SERIES = 20, 3
PAIRS = 100
TITLES = {"interview": "Interviews", "focus_group": "Focus groups", "survey": "Survey answers"}
NO_PAIR = Pair(0, 0)


@require_GET
def by_people(request: HttpRequest, study: UUID) -> HttpResponse:
    """Codes by what is known of people. Small numbers are hidden, unless somebody of the team asks
    for true figures."""
    card = study_for(request, study, May.SIGN)
    closed = held_back(request, card)
    if closed is not None:
        return closed
    team = may_here(request, card, May.CODE)
    known = [(one, told) for one, told in attributes_kept(study) if told]
    keys = [one.key for one, _ in known if one.key in request.GET.getlist("by")]
    true = team and request.GET.get("figures") == "true"
    context: dict[str, Any] = {
        **finding_frame(request, card, TAB, COUNTING, TAB),
        "known": [(one.key, one.label, one.key in keys) for one, _ in known],
        "true": true,
        "small": card.small_number,
    }
    try:
        check_crossed(keys, team=team)
    except TooMuchCrossed as problem:
        return render(
            request, "understand/find/by_people.html",
            {**context, "errors": {"id_by": str(problem)}}, status=400,
        )  # fmt: skip
    if keys:
        crossed = codes_by_attributes(study, keys, least=card.small_number)
        context |= _crossed(study, crossed, true, team, card.small_number)
    return render(request, "understand/find/by_people.html", context)


def _crossed(study: UUID, crossed: Crossed, true: bool, team: bool, small: int) -> dict[str, Any]:
    told = [(code, counts) for code, counts in crossed.rows if any(counts)]
    counts = [crossed.everyone, *(row for _, row in told)]
    figures = protected(counts, threshold=small)
    shown = [[str(n) for n in row] for row in counts] if true else _said(figures)
    rows = [
        (code, [(text, _people_link(study, code, crossed, n)
                 if team and (true or figure.shown is not None) else "")
                for n, (text, figure) in enumerate(zip(texts, protects, strict=True))])
        for (code, _), texts, protects in zip(told, shown[1:], figures[1:], strict=True)
    ] if crossed.columns else []  # fmt: skip
    chart = _people_chart(crossed, told, None if true else figures[1:]) if rows else None
    return {"columns": crossed.columns, "everyone": shown[0], "rows": rows, "chart": chart}


def _said(figures: Sequence[Sequence[Figure]]) -> list[list[str]]:
    return [[figure.said for figure in row] for row in figures]


def _people_link(study: UUID, code: CodeRow, crossed: Crossed, column: int) -> str:
    known = [(key, value) for key, values in crossed.columns[column].values for value in values]
    return link_to(study, [code.id], known=known)


def _people_chart(
    crossed: Crossed,
    told: list[tuple[CodeRow, tuple[int, ...]]],
    figures: list[list[Figure]] | None,
) -> Bars:
    """The codes that most people have, for the first three columns: more cannot be told apart."""
    most = sorted(range(len(told)), key=lambda n: -sum(told[n][1]))[:IN_CHART]
    series = tuple(
        Series(
            column.label,
            tuple(told[n][1][at] if figures is None else figures[n][at].shown for n in most),
            () if figures is None else tuple(figures[n][at].said for n in most),
        )
        for at, column in enumerate(crossed.columns[:SERIES])
    )
    return Bars(
        title="People with each code", category_name="Code", series=series,
        description="How many people have words with each code, by what is known of them. The "
        "same stands in the table.",
        categories=tuple(told[n][0].path for n in most),
    )  # fmt: skip


@require_GET
def together(request: HttpRequest, study: UUID) -> HttpResponse:
    """Codes that occur together: overlapping, or near (in the same turn or the next)."""
    card = study_for(request, study, May.CODE)
    closed = held_back(request, card)
    if closed is not None:
        return closed
    near = request.GET.get("how") == "near"
    found = codes_together(study)
    used = [code for code in found.codes if found.sizes.get(code.id)]
    context = {
        **finding_frame(request, card, TAB, COUNTING, "understand:together"),
        "near": near,
        "codes": used,
        "rows": [(code, [_pair_cell(study, found, code, o, near) for o in used]) for code in used],
        "chart": _pairs_chart(found, near),
    }
    return render(request, "understand/find/together.html", context)


def _pair_cell(
    study: UUID, found: Together, code: CodeRow, other: CodeRow, near: bool
) -> tuple[int, str]:
    if code.id == other.id:
        return found.sizes[code.id], link_to(study, [code.id])
    count = _count(found, code.id, other.id, near)
    if not count:
        return 0, ""
    link = link_to(study, [code.id], other=other.id)
    return count, link.replace("how2=and", "how2=near&unit2=turns&within2=1") if near else link


def _count(found: Together, code: UUID, other: UUID, near: bool) -> int:
    pair = found.pairs.get(frozenset((code, other)), NO_PAIR)
    return pair.near if near else pair.over


def _pairs_chart(found: Together, near: bool) -> Bars | None:
    names = {code.id: code.path for code in found.codes}
    counts = {key: pair.near if near else pair.over for key, pair in found.pairs.items()}
    most = sorted((key for key, n in counts.items() if n), key=lambda key: -counts[key])
    most = most[:IN_CHART]
    if not most:
        return None
    return Bars(
        title="Codes that most often " + ("lie near each other" if near else "overlap"),
        description="The pairs of codes that occur together most often, and how often. The whole "
        "table stands below.",
        category_name="Two codes",
        categories=tuple(" and ".join(sorted(names.get(c, "?") for c in key)) for key in most),
        series=(Series("times", tuple(counts[key] for key in most)),),
    )


@require_GET
def by_kind(request: HttpRequest, study: UUID) -> HttpResponse:
    """Themes by kind of source: whether something is heard in one way of asking alone."""
    card = study_for(request, study, May.CODE)
    closed = held_back(request, card)
    if closed is not None:
        return closed
    found = themes_by_kind(study)
    rows = [
        (
            theme,
            [
                (count.people, count.sources,
                 link_to(study, [code.id for code in theme.codes], kind=kind))
                for kind, count in counts.items()
            ],
        )
        for theme, counts in found
    ]  # fmt: skip
    context = {
        **finding_frame(request, card, TAB, COUNTING, "understand:by-kind"),
        "kinds": [TITLES[kind] for kind in KINDS],
        "rows": rows,
        "chart": _kinds_chart(found[:IN_CHART]) if found else None,
    }
    return render(request, "understand/find/by_kind.html", context)


def _kinds_chart(found: list[Any]) -> Bars:
    return Bars(
        title="People with each theme, by kind of source", category_name="Theme",
        description="How many people have words of each theme in interviews, focus groups and "
        "survey answers. The same stands in the table.",
        categories=tuple(theme.title for theme, _ in found),
        series=tuple(
            Series(TITLES[kind], tuple(counts[kind].people for _, counts in found))
            for kind in KINDS
        ),
    )  # fmt: skip


@require_GET
def saturation(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    closed = held_back(request, card)
    if closed is not None:
        return closed
    if not offers(study, Tool.SATURATION):
        raise Http404
    curve = curve_of(study)
    context = {
        **finding_frame(request, card, TAB, COUNTING, "understand:saturation"),
        "curve": curve,
        "chart": _curve_chart(curve) if curve else None,
        "points": list(zip(curve.points, curve.met, curve.median, strict=True)) if curve else [],
    }
    return render(request, "understand/find/saturation.html", context)


def _curve_chart(curve: Saturation) -> Lines:
    return Lines(
        title="Codes met after each further source",
        description=f"Of {curve.codes} codes, {curve.median[len(curve.median) // 2]} were met by "
        f"source {curve.points[len(curve.points) // 2]} in half of the shuffled orders.",
        x_name="sources read", y_name="codes met", xs=tuple(map(float, curve.points)),
        series=(
            Series("in the order they came", tuple(map(float, curve.met))),
            Series("median of shuffled orders", tuple(map(float, curve.median))),
        ),
    )  # fmt: skip
