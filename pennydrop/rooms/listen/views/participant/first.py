"""Every page between the two consents and the first answer. Nothing is kept and no cookie is set:
what was agreed travels, encrypted, in the form of the next page."""

import uuid
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.vault.lookups import lookup_of
from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.listen.actions.answers import AlreadyBegun, Begun, NewFile, begin_answering
from pennydrop.rooms.listen.actions.cards import fresh_code
from pennydrop.rooms.listen.forms.answer_files import InMemory
from pennydrop.rooms.listen.forms.answers import Unread, read_answer
from pennydrop.rooms.listen.models import FormVersion, Participant, Sheet, Study
from pennydrop.rooms.listen.queries.answers import (
    draft_answers,
    form_in,
    newest_form,
    newest_sheet,
    sheet_in,
)
from pennydrop.rooms.listen.queries.cards import Numbers, numbers_are
from pennydrop.rooms.listen.queries.walks import walk_for
from pennydrop.rooms.listen.rules.codes import BadCode, group_code, read_code
from pennydrop.rooms.listen.rules.consent import FIRST_ASKED
from pennydrop.rooms.listen.rules.form import UPLOADING, Kind
from pennydrop.rooms.listen.rules.risk_words import risk_in
from pennydrop.rooms.listen.rules.walking import Means, Page, Stop, Walk
from pennydrop.rooms.listen.views.participant.answering import read_upload
from pennydrop.rooms.listen.views.participant.doors import (
    asked_study,
    common,
    participant_page,
    show,
)
from pennydrop.rooms.listen.views.participant.place import Place, keep_place
from pennydrop.rooms.listen.views.participant.reading import (
    first_line,
    in_line,
    language_at,
    languages_of,
    question_page,
    shown_language,
)

PURPOSE = "before the first answer"
TAKEN_CARD = "These numbers were used before. Ask for a new card, or go on without one."
COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Path:
    """What somebody read and agreed to, and the code and opaque id that will be theirs once they
    answer; the language of the form and the size of text they want. `card`: they brought the code
    on a card."""

    sheet: Sheet
    form: FormVersion
    code: str
    alone: bool
    person: UUID
    language: str = ""
    large: bool = False
    card: bool = False

    def walk(self) -> Walk:
        today = timezone.localdate()
        return walk_for(self.form, {}, seed=self.person, on=today, language=self.language)


def new_path(study: Study, *, large: bool) -> Path:
    """A way in for somebody who has just agreed, with a code of their own."""
    sheet, form = newest_sheet(study), newest_form(study)
    if sheet is None or form is None:
        raise RuntimeError("An open study has a sheet and a form.")
    return Path(sheet, form, fresh_code(), alone=False, person=uuid.uuid4(), large=large)


def choose(request: HttpRequest, study: Study, path: Path) -> HttpResponse:
    """Where to start: one question alone, or all of them in turn."""
    walk = path.walk()
    pages = [walk.page(stop) for stop in walk.stops if stop.means is Means.QUESTION]
    asked = [page for page in pages if page.asks]
    if len(asked) < 2:
        return _ask(request, study, path, walk, walk.first())
    tiles = [
        {
            "address": page.address, "label": first_line(page.label),
            "short": in_line(page.question.short.in_language(path.language)),
        }
        for page in asked
        if not page.consents
    ]  # fmt: skip
    fixed = len(walk.plan.spots) == len(walk.stops)
    card = group_code(path.code) if path.card else ""
    context = _told(study, path, tiles=tiles, all_label=_all(len(asked), fixed), card=card)
    return show(request, "choose", context)


def _told(study: Study, path: Path, **more: object) -> dict[str, object]:
    return common(
        study, path=_sealed(path), large=path.large, form_action=True,
        languages=languages_of(path.form, path.language),
        form_language=shown_language(path.language, path.form), **more,
    )  # fmt: skip


def _all(count: int, fixed: bool) -> str:
    """How many there are is only said where it does not depend on what is answered."""
    if not fixed:
        return "All of it, one thing at a time"
    number = COUNTED[count - 2] if count - 2 < len(COUNTED) else str(count)
    return f"All {number}, one at a time"


@participant_page
def first(request: HttpRequest, slug: str) -> HttpResponse:
    """Every page between the two consents and the first answer."""
    request.upload_handlers = [InMemory(request)]
    study = asked_study(slug)
    path = _opened(study, request.POST.get("path", ""))
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
        return _begin(study, path, stop, "1", None, page)
    return _said(request, study, path, walk, stop, page)


def _said(
    request: HttpRequest, study: Study, path: Path, walk: Walk, stop: Stop, page: Page
) -> HttpResponse:
    """Something was typed, or the page was passed over."""
    try:
        text, file = _read(request, page)
    except Unread as unread:
        part = f"-{unread.part}" if unread.part else ""
        return _ask(request, study, path, walk, stop, wrong={part: unread.message})
    insist = request.POST.get("again") != "1"
    problems = walk.check(stop, text, insist=insist) if page.asks else ()
    if problems:
        return _ask(
            request, study, path, walk, stop, wrong={"": problems[0].message},
            again=problems[0].again,
        )  # fmt: skip
    if text:
        return _begin(study, path, stop, text, file, page)
    if path.alone:
        return choose(request, study, path)
    return _ask(request, study, path, walk, walk.next_after(stop.address))


def _read(request: HttpRequest, page: Page) -> tuple[str, NewFile | None]:
    if not page.asks or request.POST.get("go") != "save":
        return "", None
    if page.question.kind in UPLOADING:
        return read_upload(request, page)
    return read_answer(request.POST, page), None


def _ask(
    request: HttpRequest, study: Study, path: Path, walk: Walk, stop: Stop | None, *,
    typed: bool = False, wrong: dict[str, str] | None = None, again: bool = False,
) -> HttpResponse:  # fmt: skip
    if stop is None:
        return show(request, "fine", common(study, why="nothing", large=path.large))
    page = walk.page(stop)
    context = question_page(
        page, step=walk.number(stop), of=0 if path.alone else len(walk.stops),
        language=shown_language(path.language, path.form), wrong=wrong,
        typed=request.POST if typed or wrong else None,
    )  # fmt: skip
    action = reverse("listen:first", args=[study.slug])
    context |= {"action": action, "again": again, "consents": page.consents, "rounds": []}
    return show(
        request, "question", {**_told(study, path), **context}, status=422 if wrong else 200
    )


def _begin(
    study: Study, path: Path, stop: Stop, text: str, file: NewFile | None, page: Page
) -> HttpResponse:
    """The first answer: participant, keys, consents and answer in one call, then the code."""
    try:
        person = _made(study, path, stop.path, text, file)
    except AlreadyBegun as begun:
        # Sent twice: the same page again. Anything else is somebody new on a phone that is shared.
        if draft_answers(begun.participant).get(stop.path) != text:
            fresh = new_path(study, large=path.large)
            again = replace(path, code=fresh.code, person=fresh.person, card=False)
            return _begin(study, again, stop, text, file, page)
        person = begun.participant
    risks: tuple[str, ...] = ()
    if page.means is Means.QUESTION and page.question.kind is Kind.TEXT:
        risks = tuple(kind.value for kind in risk_in(text))
    # After the first "Add one" the first page of that round comes next.
    before = path.walk().before(stop.address) if page.means is Means.ROUNDS else stop
    place = Place(
        person, path.code, before.address if before else "", path.alone,
        language=path.language, large=path.large, near=risks,
    )  # fmt: skip
    after = reverse("listen:near") + "?c=1" if risks else reverse("listen:shown")
    return keep_place(HttpResponseRedirect(after), place)


def _made(study: Study, path: Path, question: str, text: str, file: NewFile | None) -> Participant:
    begun = Begun(
        study=study, sheet=path.sheet, form=path.form, lookup=lookup_of(path.code),
        replies={scope.value: "yes" for scope in FIRST_ASKED}, person=path.person,
    )  # fmt: skip
    return begin_answering(
        begun=begun, question=question, text=text, file=file, by="quiet", at=timezone.now()
    )


def _sealed(path: Path) -> str:
    value = {
        "v": path.sheet.pk.hex, "f": path.form.pk.hex, "c": path.code, "a": path.alone,
        "p": path.person.hex, "l": path.language, "b": path.large, "d": path.card,
    }  # fmt: skip
    return close_ticket(value, purpose=PURPOSE)


def _opened(study: Study, text: str) -> Path | None:
    ticket = open_ticket(text, purpose=PURPOSE)
    if ticket is None or "p" not in ticket:
        return None
    sheet = sheet_in(study.pk, UUID(ticket["v"]))
    form = form_in(study.pk, UUID(ticket["f"]))
    if sheet is None or form is None:
        return None
    return Path(
        sheet=sheet, form=form, code=ticket["c"], alone=ticket["a"], person=UUID(ticket["p"]),
        language=ticket["l"], large=ticket["b"], card=ticket.get("d", False),
    )  # fmt: skip
