"""A person's own pages after the questions: what to hide, check, what we may do, and share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.rooms.listen.actions.consent import change_consent
from pennydrop.rooms.listen.actions.participants import keep_hide_list
from pennydrop.rooms.listen.actions.sharing import NothingToShare, YesNeeded, share_answers
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.answers import form_of, hidden_list, newest_sheet, words_of
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.values import labels_in, values_of
from pennydrop.rooms.listen.rules.asking import REPLIES
from pennydrop.rooms.listen.rules.consent import ASKED_UNDER_OWN_WORDS
from pennydrop.rooms.listen.rules.form import Kind
from pennydrop.rooms.listen.rules.walking import Means, Page, Walk, said
from pennydrop.rooms.listen.views.participant.doors import show
from pennydrop.rooms.listen.views.participant.own import (
    draft_of,
    own_page,
    saving_page,
    to_say_again,
    told,
)
from pennydrop.rooms.listen.views.participant.place import Place, keep_place, leave_place
from pennydrop.rooms.listen.views.participant.reading import (
    first_line,
    in_line,
    languages_of,
    shown_language,
)
from pennydrop.rooms.listen.views.participant.saying import saying

LONGEST_LIST = 5_000
Given = tuple[str, str]  # a question, and what was said to it


@saving_page
def hide(request: HttpRequest, place: Place) -> HttpResponse:
    """Who and what must we hide? The best help there is in taking names out."""
    after = reverse("listen:check" if place.person.state == "draft" else "listen:mine")
    context = told(place, back_url=after)
    if request.method != "POST":
        return show(request, "hide", context | {"hidden": hidden_list(place.person)})
    text = request.POST.get("hidden", "").replace("\0", "")
    if len(text) > LONGEST_LIST:
        errors = {"id_hidden": "This list is too long. Keep to the names and places that matter"}
        return show(request, "hide", context | {"hidden": text, "errors": errors}, status=422)
    if request.POST.get("go") == "save" and text.split() != hidden_list(place.person).split():
        keep_hide_list(
            participant=place.person, terms=text.splitlines(), by="quiet", at=timezone.now()
        )
    return keep_place(HttpResponseRedirect(after), place)


@own_page
def check(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything written so far, each with a way to change it."""
    if place.person.state != "draft":
        return HttpResponseRedirect(reverse("listen:mine"))
    draft = draft_of(place)
    rows = [_row(draft.walk, page, place.language) for page in _asked(draft.walk)]
    context = {
        "written": [row for row in rows if row["value"]],
        "left": [row for row in rows if not row["value"]],
        "more_rounds": _more_rounds(draft.walk),
        "hidden": hidden_list(place.person),
        "form_language": shown_language(place.language, draft.version),
    }
    return show(request, "check", told(place, **context))


def _asked(walk: Walk) -> list[Page]:
    return [page for page in map(walk.page, walk.questions()) if page.asks]


def _row(walk: Walk, page: Page, language: str) -> dict[str, Any]:
    given = page.path in walk.answers and page.stored
    value = said(page.question, page.stored, language) if given else ""
    label = first_line(page.label)
    round_of = page.headings[-1] if "[" in page.path and page.headings else ""
    return {
        "label": in_line(f"{round_of}: {page.label.strip().partition(chr(10))[0]}")
        if round_of
        else label,
        "value": value,
        "url": reverse("listen:question", args=[page.address]) + "?check=1",
        "action": "Change" if given else "Answer this one",
    }


def _more_rounds(walk: Walk) -> list[dict[str, Any]]:
    """Repeats, so that one more can be added, or one taken out, from the list of answers."""
    pages = [walk.page(stop) for stop in walk.stops if stop.means is Means.ROUNDS]
    return [
        {
            "label": first_line(page.label) or "One more",
            "rounds": page.rounds,
            "url": reverse("listen:question", args=[page.address]),
        }
        for page in pages
    ]


@own_page
def words(request: HttpRequest, place: Place) -> HttpResponse:
    """What may we do with this? Asked under the person's own words, nothing ticked beforehand."""
    if request.method == "POST":
        return _replied(request, place)
    return _words_page(request, place)


def _words_page(request: HttpRequest, place: Place) -> HttpResponse:
    draft = place.person.state == "draft"
    state = consent_states([place.person.pk], on=timezone.localdate())[place.person.pk]
    version = form_of(place.person)
    say = saying(place.person.study, version, place.language)
    asks = [
        {
            "name": scope.value, "asking": say.asking(scope),
            "value": "" if draft else state.on(scope).reply.value,
        }
        for scope in ASKED_UNDER_OWN_WORDS
    ]  # fmt: skip
    own, others = _own_words(place)
    if draft and not own and not others:
        return HttpResponseRedirect(reverse("listen:check"))
    replies = say.replies("reply", tuple(value for value, _ in REPLIES))
    context = told(place, asks=asks, replies=replies, said=own, others=others, draft=draft)
    context |= {"form_language": say.language}
    return show(request, "words", context | (to_say_again(place) if draft else {}))


def _own_words(place: Place) -> tuple[list[Given], list[Given]]:
    """What the person said in their own words, and their other answers, each with its question."""
    if place.person.state != "draft":
        return own_words(place.person), other_answers(place.person)
    walk = draft_of(place).walk
    own: list[Given] = []
    others: list[Given] = []
    for path, text in walk.kept().items():
        question = walk.question_at(path)
        if question is not None:
            asked = first_line(question.label.in_language(place.language))
            given = own if question.kind is Kind.TEXT else others
            given.append((asked, said(question, text, place.language)))
    return own, others


def own_words(person: Participant) -> list[Given]:
    """The passages that are held of somebody. One from elsewhere than the form, such as an
    interview, is headed by who speaks where that is somebody else."""
    labels = labels_in(person.study_id)
    return [
        (
            first_line(labels.get(passage.question, ""))
            or (passage.speaker if passage.speaker != person.name else ""),
            passage.text,
        )
        for passage in words_of(person)
    ]


def other_answers(person: Participant) -> list[Given]:
    return [(first_line(v.question), v.words) for v in values_of(person) if v.question]


def _in_language(place: Place) -> str:
    """The last page in the language that was read. It says nothing else of whoever comes."""
    version = form_of(place.person)
    rows = languages_of(version, place.language) if version and place.language else []
    return next((f"?l={one['number']}" for one in rows if one["now"]), "")


def _replied(request: HttpRequest, place: Place) -> HttpResponse:
    known = {value for value, _ in REPLIES}
    replies = {
        scope.value: reply
        for scope in ASKED_UNDER_OWN_WORDS
        if (reply := request.POST.get(scope.value, "")) in known
    }
    now = timezone.now()
    sheet = newest_sheet(place.person.study)
    if place.person.state != "draft":
        change_consent(participant=place.person, replies=replies, sheet=sheet, by="quiet", at=now)
        return keep_place(HttpResponseRedirect(reverse("listen:mine")), place)
    try:
        share_answers(
            participant=place.person, replies=replies, sheet=sheet, came_by=place.came_by,
            by="quiet", at=now,
        )  # fmt: skip
    except NothingToShare:
        return HttpResponseRedirect(reverse("listen:check"))
    except YesNeeded as needed:
        asked = reverse("listen:question", args=[needed.address])
        return HttpResponseRedirect(f"{asked}?check=1")
    # The last page carries no key along: from here only the code leads back.
    done = reverse("listen:done", args=[place.person.study.slug])
    return leave_place(HttpResponseRedirect(done + _in_language(place)))
