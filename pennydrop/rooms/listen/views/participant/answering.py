"""A person's own pages: go on, check, say what must be hidden, and share."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.rooms.listen.actions.answers import (
    NothingToShare,
    StudyClosed,
    keep_answer,
    share_answers,
)
from pennydrop.rooms.listen.actions.consent import change_consent
from pennydrop.rooms.listen.actions.participants import keep_hide_list
from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.answers import (
    draft_answers,
    form_of,
    hidden_list,
    newest_sheet,
    words_of,
)
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.rules.asking import ASKING, REPLIES
from pennydrop.rooms.listen.rules.codes import group_code, say_code
from pennydrop.rooms.listen.rules.consent import ASKED_UNDER_OWN_WORDS
from pennydrop.rooms.listen.rules.form import Form, form_from_json
from pennydrop.rooms.listen.views.participant.doors import View, common, participant_page, show
from pennydrop.rooms.listen.views.participant.place import (
    Place,
    keep_place,
    leave_place,
    place_of,
)
from pennydrop.rooms.listen.views.participant.reading import TooLong, answer_in, question_page

LONGEST_LIST = 5_000


def own_page(view: View) -> View:
    """A page for whoever's sitting this is. After a long break the code is asked for again."""
    return _own(view, saves=False)


def saving_page(view: View) -> View:
    """The same, for a page that is typed into: after a long break what was just typed is kept
    first (and not shown)."""
    return _own(view, saves=True)


def _own(view: View, *, saves: bool) -> View:
    @participant_page
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        place = place_of(request)
        if place is None:
            return leave_place(HttpResponseRedirect(reverse("listen:code")))
        if place.lasting:
            return view(request, place, *args, **kwargs)
        kept = saves and request.method == "POST"
        if kept:
            view(request, place, *args, **kwargs)
        back = reverse("listen:code") + ("?kept=1" if kept else "")
        return leave_place(HttpResponseRedirect(back))

    return page


def _form(place: Place) -> tuple[FormVersion, Form]:
    version = form_of(place.person)
    if version is None:
        raise StudyClosed("This study has no questions.")
    return version, form_from_json(version.definition)


def _told(place: Place, **more: Any) -> dict[str, Any]:
    delete = reverse("listen:away")
    return common(place.person.study, **more) | {"delete_url": delete, "place": True}


@own_page
def shown(request: HttpRequest, place: Place) -> HttpResponse:
    """The private code, big and sayable."""
    said = say_code(place.code)
    context = _told(place, code=group_code(place.code), said=said, state=place.person.state)
    return show(request, "shown", context)


@own_page
def on(request: HttpRequest, place: Place) -> HttpResponse:
    """On to where the person stopped."""
    if place.person.state != "draft":
        return HttpResponseRedirect(reverse("listen:mine"))
    _, form = _form(place)
    if place.alone or place.step > len(form.pages()):
        return HttpResponseRedirect(reverse("listen:hide"))
    return HttpResponseRedirect(reverse("listen:question", args=[place.step]))


@saving_page
def question(request: HttpRequest, place: Place, step: int) -> HttpResponse:
    version, form = _form(place)
    pages = form.pages()
    if place.person.state != "draft" or not 1 <= step <= len(pages):
        return HttpResponseRedirect(reverse("listen:mine"))
    if request.method == "POST":
        return _answered(request, place, version, form, step)
    return _ask(request, place, form, step)


def _ask(
    request: HttpRequest, place: Place, form: Form, step: int, problem: TooLong | None = None
) -> HttpResponse:
    pages = form.pages()
    answer = draft_answers(place.person).get(pages[step - 1].name, "")
    context = question_page(pages, step, alone=place.alone, answer=answer, problem=problem)
    checking = bool(request.GET.get("check"))
    context["back_url"] = _back(step, checking or place.alone)
    context["action"] = reverse("listen:question", args=[step]) + ("?check=1" if checking else "")
    return show(request, "question", _told(place, **context), status=422 if problem else 200)


def _back(step: int, checking: bool) -> str:
    if checking:
        return reverse("listen:check")
    return reverse("listen:question", args=[step - 1]) if step > 1 else reverse("listen:shown")


def _answered(
    request: HttpRequest, place: Place, version: FormVersion, form: Form, step: int
) -> HttpResponse:
    asked = form.pages()[step - 1]
    if request.POST.get("go") == "save" and asked.asks:
        try:
            text = answer_in(request.POST, asked)
        except TooLong as long:
            return _ask(request, place, form, step, long)
        keep_answer(
            participant=place.person, form=version, question=asked.name, text=text, by="quiet",
            at=timezone.now(),
        )  # fmt: skip
    if request.GET.get("check"):
        return keep_place(HttpResponseRedirect(reverse("listen:check")), place)
    return keep_place(HttpResponseRedirect(reverse("listen:on")), place.at(step + 1))


@saving_page
def hide(request: HttpRequest, place: Place) -> HttpResponse:
    """Who and what must we hide? The best help there is in taking names out."""
    after = reverse("listen:check" if place.person.state == "draft" else "listen:mine")
    told = _told(place, back_url=after)
    if request.method != "POST":
        return show(request, "hide", told | {"hidden": hidden_list(place.person)})
    text = request.POST.get("hidden", "").replace("\0", "")
    if len(text) > LONGEST_LIST:
        errors = {"id_hidden": "This list is too long. Keep to the names and places that matter"}
        return show(request, "hide", told | {"hidden": text, "errors": errors}, status=422)
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
    _, form = _form(place)
    answers = draft_answers(place.person)
    rows = [
        {
            "label": q.label, "value": q.said(answers.get(q.name, "")),
            "url": reverse("listen:question", args=[step]) + "?check=1",
            "action": "Change" if q.name in answers else "Answer this one",
        }
        for step, q in enumerate(form.pages(), start=1)
        if q.asks
    ]  # fmt: skip
    written = [row for row in rows if row["value"]]
    left = [row for row in rows if not row["value"]]
    hidden = hidden_list(place.person)
    return show(request, "check", _told(place, written=written, left=left, hidden=hidden))


@own_page
def words(request: HttpRequest, place: Place) -> HttpResponse:
    """What may we do with this? Asked under the person's own words, nothing ticked beforehand."""
    if request.method == "POST":
        return _replied(request, place)
    return _words_page(request, place)


def _words_page(request: HttpRequest, place: Place) -> HttpResponse:
    draft = place.person.state == "draft"
    state = consent_states([place.person.pk])[place.person.pk]
    asks = [
        {
            "name": scope.value, "asking": ASKING[scope],
            "value": "" if draft else state.on(scope).reply.value,
        }
        for scope in ASKED_UNDER_OWN_WORDS
    ]  # fmt: skip
    said = _own_words(place)
    if draft and not said:
        return HttpResponseRedirect(reverse("listen:check"))
    return show(request, "words", _told(place, asks=asks, replies=REPLIES, said=said, draft=draft))


def _own_words(place: Place) -> list[str]:
    if place.person.state != "draft":
        return [passage.text for passage in words_of(place.person)]
    _, form = _form(place)
    answers = draft_answers(place.person)
    return [q.said(answers[q.name]) for q in form.questions() if q.name in answers]


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
        share_answers(participant=place.person, replies=replies, sheet=sheet, by="quiet", at=now)
    except NothingToShare:
        return HttpResponseRedirect(reverse("listen:check"))
    # The last page carries no key along: from here only the code leads back.
    done = reverse("listen:done", args=[place.person.study.slug])
    return leave_place(HttpResponseRedirect(done))
