"""Every page between the two consents and the first answer. Nothing is kept and no cookie is set:
what was agreed travels, encrypted, in the form of the next page."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.vault.codes import BadCode, group_code, read_code
from pennydrop.core.vault.lookups import lookup_of
from pennydrop.rooms.listen.actions.answers import (
    AlreadyBegun,
    Begun,
    NewAnswer,
    begin_answering,
)
from pennydrop.rooms.listen.forms.answer_files import InMemory
from pennydrop.rooms.listen.models import Participant, Study
from pennydrop.rooms.listen.queries.answers import draft_answers
from pennydrop.rooms.listen.queries.cards import Numbers, numbers_are
from pennydrop.rooms.listen.rules.asking import only_the_yes_ends, say_again_later
from pennydrop.rooms.listen.rules.consent import FIRST_ASKED
from pennydrop.rooms.listen.rules.form import Question
from pennydrop.rooms.listen.rules.risk_words import Kind as Risk
from pennydrop.rooms.listen.rules.walking import Means, Stop, Walk
from pennydrop.rooms.listen.views.media import HEARD, files_of
from pennydrop.rooms.listen.views.participant.doors import (
    asked_study,
    common,
    participant_page,
    show,
)
from pennydrop.rooms.listen.views.participant.path import Path, new_path, opened, sealed
from pennydrop.rooms.listen.views.participant.place import Place, keep_place
from pennydrop.rooms.listen.views.participant.reading import (
    Wrong,
    first_line,
    in_line,
    language_at,
    languages_of,
    question_page,
    shown_language,
)
from pennydrop.rooms.listen.views.participant.said import appeared, said_on
from pennydrop.rooms.listen.views.participant.saying import saying

TAKEN_CARD = "These numbers were used before. Ask for a new card, or go on without one."
COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def choose(request: HttpRequest, study: Study, path: Path) -> HttpResponse:
    """Where to start: one question alone, or all of them in turn."""
    walk = path.walk()
    asked = [stop for stop in walk.stops if any(walk.page(one).asks for one in stop.questions)]
    if len(asked) < 2:
        return _ask(request, study, path, walk, walk.first())
    tiles = [_tile(walk, stop) for stop in asked if not walk.page(stop).consents]
    fixed = len(walk.plan.spots) == len(walk.stops)
    card = group_code(path.code) if path.card else ""
    context = _told(
        study, path, tiles=tiles, all_label=_all(len(asked), fixed), card=card,
        say_again="" if path.clear_head else say_again_later(study.reconfirm_days),
    )  # fmt: skip
    return show(request, "choose", context)


def _tile(walk: Walk, stop: Stop) -> dict[str, object]:
    """One page to start with: under its own words, or those of the first question on it."""
    pages = [walk.page(one) for one in (stop, *stop.questions)]
    item = stop.held.spot.item
    short = item.short.in_language(walk.setting.language) if isinstance(item, Question) else ""
    return {
        "address": stop.address, "short": in_line(short),
        "label": next(filter(None, (first_line(page.label) for page in pages)), ""),
    }  # fmt: skip


def _told(study: Study, path: Path, **more: object) -> dict[str, object]:
    return common(
        study, path=sealed(path), large=path.large, form_action=True,
        runs_out="" if path.clear_head else only_the_yes_ends(),
        languages=languages_of(path.form, path.language),
        say=saying(study, path.form, path.language),
        form_language=shown_language(path.language, path.form), **more,
    )  # fmt: skip


def _all(count: int, fixed: bool) -> str:
    """How many there are is only said where it does not depend on what is answered."""
    if not fixed:
        return "All of it, one thing at a time"
    number = COUNTED[count - 2] if count - 2 < len(COUNTED) else str(count)
    return f"All {number}, one at a time"


@HEARD
@participant_page
def first(request: HttpRequest, slug: str) -> HttpResponse:
    """Every page between the two consents and the first answer."""
    request.upload_handlers = [InMemory(request)]
    study = asked_study(slug)
    path = opened(study, request.POST.get("path", ""))
    if path is None:
        return HttpResponseRedirect(reverse("listen:start", args=[slug]))
    go = request.POST.get("go", "")
    if go.startswith(("lang-", "text-")):
        return _switched(request, study, path, go)
    if go == "choose":
        return choose(request, study, path)
    if go.startswith("card"):
        return _card(request, study, path, typed=go == "card-use")
    walk = path.walk()
    if go.startswith("one-"):
        stop = walk.stop_at(go.removeprefix("one-"))
        return _ask(request, study, replace(path, alone=True), walk, stop)
    if go == "all":
        return _ask(request, study, replace(path, alone=False), walk, walk.first())
    return _answered(request, study, path, walk, go)


def _card(request: HttpRequest, study: Study, path: Path, *, typed: bool) -> HttpResponse:
    """Somebody was given a card: its numbers become their code, where nobody has them yet."""
    if not typed:
        return show(request, "card", _told(study, path))
    try:
        code = read_code(request.POST.get("card", "")[:400])
    except BadCode as problem:
        return _card_again(request, study, path, str(problem))
    if numbers_are(lookup_of(code)) is not Numbers.FREE:
        return _card_again(request, study, path, TAKEN_CARD)
    return choose(request, study, replace(path, code=code, card=True))


def _card_again(request: HttpRequest, study: Study, path: Path, problem: str) -> HttpResponse:
    context = _told(study, path, errors={"id_card": problem}, error=problem)
    return show(request, "card", context, status=422)


def _switched(request: HttpRequest, study: Study, path: Path, go: str) -> HttpResponse:
    """The same page in another language, or with larger text, and with what was typed."""
    kind, _, wanted = go.partition("-")
    if kind == "lang":
        path = replace(path, language=language_at(path.form, wanted))
    else:
        path = replace(path, large=wanted == "1")
    walk = path.walk()
    stop = walk.stop_at(request.POST.get("step", ""))
    if stop is None:
        return choose(request, study, path)
    return _ask(request, study, path, walk, stop, typed=True)


def _answered(request: HttpRequest, study: Study, path: Path, walk: Walk, go: str) -> HttpResponse:
    stop = walk.stop_at(request.POST.get("step", ""))
    if stop is None:
        return choose(request, study, path)
    page = walk.page(stop)
    if go == "back":
        before = None if path.alone else walk.before(stop.address)
        return _ask(request, study, path, walk, before) if before else choose(request, study, path)
    if go == "pass":
        return _ask(request, study, path, walk, walk.after_part(stop.address))
    if go == "add" and page.means is Means.ROUNDS:
        # The first page of that round comes next, and stands before.
        return _begin(study, path, _before(walk, stop), (NewAnswer(stop.path, "1"),), frozenset())
    return _said(request, study, path, walk, stop, typed=go == "save")


def _said(
    request: HttpRequest, study: Study, path: Path, walk: Walk, stop: Stop, *, typed: bool
) -> HttpResponse:
    """Something was typed, or the page was passed over."""
    said = said_on(request, walk, stop, typed=typed)
    if said.wrong:
        return _ask(request, study, path, walk, stop, wrong=said.wrong, again=said.again)
    answers = tuple(answer for answer in said.answers if answer.text)
    if answers:
        after = path.walk({answer.question: answer.text for answer in answers})
        once_more = appeared(after, stop, request.POST)
        over = _before(walk, stop) if once_more else stop.address
        return _begin(study, path, over, answers, said.risks)
    if path.alone:
        return choose(request, study, path)
    return _ask(request, study, path, walk, walk.next_after(stop.address))


def _before(walk: Walk, stop: Stop) -> str:
    before = walk.before(stop.address)
    return before.address if before else ""


def _ask(
    request: HttpRequest, study: Study, path: Path, walk: Walk, stop: Stop | None, *,
    typed: bool = False, wrong: Wrong | None = None, again: bool = False,
) -> HttpResponse:  # fmt: skip
    if stop is None:
        return show(request, "fine", common(study, why="nothing", large=path.large))
    context = question_page(
        walk, stop, of=0 if path.alone else len(walk.stops),
        language=shown_language(path.language, path.form), files=files_of(study), wrong=wrong,
        typed=request.POST if typed or wrong else None,
    )  # fmt: skip
    action = reverse("listen:first", args=[study.slug])
    context |= {"action": action, "again": again, "rounds": []}
    return show(
        request, "question", {**_told(study, path), **context}, status=422 if wrong else 200
    )


def _begin(
    study: Study, path: Path, over: str, answers: tuple[NewAnswer, ...], risks: frozenset[Risk]
) -> HttpResponse:
    """The first answer: participant, keys, consents and answer in one call, then the code. `over`
    is the address of the page that is dealt with."""
    try:
        person = _made(study, path, answers)
    except AlreadyBegun as begun:
        # Sent twice: the same page again. Anything else is somebody new on a phone that is shared.
        held = draft_answers(begun.participant)
        if any(held.get(answer.question) != answer.text for answer in answers):
            fresh = new_path(study, large=path.large)
            again = replace(path, code=fresh.code, person=fresh.person, card=False)
            return _begin(study, again, over, answers, risks)
        person = begun.participant
    near = tuple(kind.value for kind in Risk if kind in risks)
    place = Place(
        person, path.code, over, path.alone, language=path.language, large=path.large, near=near,
        came_by=path.came_by,
    )  # fmt: skip
    after = reverse("listen:near") + "?c=1" if near else reverse("listen:shown")
    return keep_place(HttpResponseRedirect(after), place)


def _made(study: Study, path: Path, answers: tuple[NewAnswer, ...]) -> Participant:
    begun = Begun(
        study=study, sheet=path.sheet, form=path.form, lookup=lookup_of(path.code),
        replies={scope.value: "yes" for scope in FIRST_ASKED}, person=path.person,
        clear_head=path.clear_head,
    )  # fmt: skip
    first, *more = answers
    return begin_answering(
        begun=begun, question=first.question, text=first.text, file=first.file, more=more,
        by="quiet", at=timezone.now(),
    )  # fmt: skip
