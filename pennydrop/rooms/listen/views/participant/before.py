"""From the neutral address to the two consents: what must be said before the first question."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.answers import newest_sheet
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.queries.outreach import place_at
from pennydrop.rooms.listen.rules.age import AgeQuestion, age_question
from pennydrop.rooms.listen.rules.asking import ASKING, CLEAR_DAY_REPLIES
from pennydrop.rooms.listen.rules.consent import FIRST_ASKED, Scope
from pennydrop.rooms.listen.rules.outreach import where_told
from pennydrop.rooms.listen.rules.sheet import split_facts, split_sheet
from pennydrop.rooms.listen.views.media import medium_response
from pennydrop.rooms.listen.views.participant.doors import (
    asked_study,
    came_by_of,
    common,
    participant_page,
    safe,
    show,
)
from pennydrop.rooms.listen.views.participant.first import choose
from pennydrop.rooms.listen.views.participant.path import new_path
from pennydrop.rooms.listen.views.participant.place import wants_larger
from pennydrop.rooms.listen.views.participant.reading import language_at
from pennydrop.rooms.listen.views.participant.saying import Saying, before_answering

AGE = "old_enough"
HEAD = "clear_head"
SHEET_PAGES = {
    "about": ("sheet_short",),
    "more": ("sheet_more", "settings_more"),
    # What is passed on is said here or nowhere: it comes before the first question.
    "limits": ("limits", "limits_passed_on", "limits_told"),
}
MISSING = {
    Scope.TAKE_PART: "Choose yes or no to taking part",
    Scope.ANALYSE: "Choose yes or no to us reading your answers",
}


@participant_page
def start(request: HttpRequest, slug: str, came_by: int = 0) -> HttpResponse:
    """The first page. Its address on a place's own poster names the place by a number."""
    about = reverse("listen:about", args=[slug])
    study = asked_study(slug)
    context = common(study, about_url=about, **before_answering(request, study))
    return show(request, "start", context | ({"came_by": came_by} if came_by else {}))


@participant_page
def about(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_at(asked_study(slug).pk, came_by_of(request))
    where = safe(where_told(place.name)) if place else ""
    return _sheet_page(request, slug, "about", where=where)


@participant_page
def more(request: HttpRequest, slug: str) -> HttpResponse:
    return _sheet_page(request, slug, "more")


@participant_page
def limits(request: HttpRequest, slug: str) -> HttpResponse:
    return _sheet_page(request, slug, "limits")


@participant_page
def picture(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """A picture or sound of the questions. The same for everybody, and nothing is noted."""
    return medium_response(request, asked_study(slug), file)


def _sheet_page(request: HttpRequest, slug: str, name: str, **more: object) -> HttpResponse:
    study = asked_study(slug)
    sheet = newest_sheet(study)
    parts = split_sheet(sheet.text if sheet else "")
    facts = split_facts(sheet.facts if sheet else "")
    words = before_answering(request, study)
    text = words["say"].long(*SHEET_PAGES[name])
    has_more = bool(parts.details or facts.kept)
    return show(request, name, common(study, text=text, has_more=has_more, **words, **more))


@participant_page
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """The age, where the study has one, and the first two consents. Nothing is ticked beforehand;
    all are needed, and the age is not kept. Whether the day is a clear-headed one may be left out
    and turns nobody away: a yes from another day is only asked for once more."""
    study = asked_study(slug)
    age = _age(study)
    if request.method != "POST":
        return show(request, "agree", _agree_page(request, study, _asks({}, age)))
    said = {scope.value: request.POST.get(scope.value, "") for scope in FIRST_ASKED}
    old = request.POST.get(AGE, "") if age else "yes"
    if age and old == "no":
        return show(request, "younger", common(study, age=age))
    if "no" in said.values():
        return show(request, "fine", common(study, why="no"))
    if {old, *said.values()} != {"yes"}:
        asks = _asks({AGE: old, **said}, age)
        missing = {f"id_{ask['name']}_0": ask["error"] for ask in asks if ask["error"]}
        page = _agree_page(request, study, asks, request.POST.get(HEAD, ""), errors=missing)
        return show(request, "agree", page, status=422)
    clear = request.POST.get(HEAD, "") not in {"no", "unknown"}
    path = new_path(
        study, large=wants_larger(request), clear_head=clear, came_by=came_by_of(request)
    )
    number = request.GET.get("l", "")
    path = replace(path, language=language_at(path.form, number) if number else "")
    return choose(request, study, path)


def _agree_page(
    request: HttpRequest, study: Study, asks: list[dict[str, Any]], head: str = "",
    **more: object,
) -> dict[str, Any]:  # fmt: skip
    words = before_answering(request, study)
    say: Saying = words["say"]
    clear = say.replies("clear", tuple(value for value, _ in CLEAR_DAY_REPLIES))
    asked = {
        "question": say["clear_question"], "hint": say["clear_hint"], "replies": clear,
        "value": head,
    }  # fmt: skip
    asks = [_in_words(ask, say) for ask in asks]
    yes_no = say.replies("reply", ("yes", "no"))
    return common(study, asks=asks, yes_no=yes_no, head=asked, **words, **more)


def _in_words(ask: dict[str, Any], say: Saying) -> dict[str, Any]:
    """A consent, or the age, in the language of the page."""
    if not say.language.name:
        return ask
    name = ask["name"]
    keys = ("age_question", "age_hint") if name == AGE else (f"{name}_question", f"{name}_meaning")
    error = say["agree_missing"] if ask["error"] else ""
    return ask | {"question": say[keys[0]], "meaning": say[keys[1]], "error": error}


def _age(study: Study) -> AgeQuestion | None:
    settings = settings_of(study)
    if settings.minimum_age is None:
        return None
    return age_question(settings.minimum_age, settings.below_age)


def _asks(said: dict[str, str], age: AgeQuestion | None) -> list[dict[str, Any]]:
    asks = [
        {
            "name": scope.value, "question": ASKING[scope].question,
            "meaning": ASKING[scope].meaning, "value": said.get(scope.value, ""),
            "error": MISSING[scope] if said and said[scope.value] != "yes" else "",
        }
        for scope in FIRST_ASKED
    ]  # fmt: skip
    if age is None:
        return asks
    error = "Choose yes or no to your age" if said and said[AGE] != "yes" else ""
    first = {
        "name": AGE, "question": age.question, "meaning": age.hint, "value": said.get(AGE, ""),
        "error": error,
    }  # fmt: skip
    return [first, *asks]
