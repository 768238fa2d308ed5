"""From the neutral address to the first answer. Nothing is kept and no cookie is set: what was
agreed travels, encrypted, in the form of the next page."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.vault.lookups import lookup_of
from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.listen.actions.answers import AlreadyBegun, Begun, begin_answering
from pennydrop.rooms.listen.models import FormVersion, Participant, Sheet, Study
from pennydrop.rooms.listen.queries.answers import (
    draft_answers,
    form_in,
    newest_form,
    newest_sheet,
    sheet_in,
)
from pennydrop.rooms.listen.rules.asking import ASKING
from pennydrop.rooms.listen.rules.codes import RANDOM_DIGITS, make_code
from pennydrop.rooms.listen.rules.consent import FIRST_ASKED, Scope
from pennydrop.rooms.listen.rules.form import form_from_json
from pennydrop.rooms.listen.rules.sheet import split_sheet
from pennydrop.rooms.listen.views.participant.doors import (
    asked_study,
    common,
    participant_page,
    safe,
    show,
)
from pennydrop.rooms.listen.views.participant.place import Place, keep_place
from pennydrop.rooms.listen.views.participant.reading import TooLong, answer_in, question_page

PURPOSE = "before the first answer"
YES_NO = [("yes", "Yes"), ("no", "No")]
MISSING = {
    Scope.TAKE_PART: "Choose yes or no to taking part",
    Scope.ANALYSE: "Choose yes or no to us reading your answers",
}


@dataclass(frozen=True)
class Path:
    """What somebody read and agreed to, and the code that will be theirs once they answer."""

    sheet: Sheet
    form: FormVersion
    code: str
    alone: bool


@participant_page
def start(request: HttpRequest, slug: str) -> HttpResponse:
    about = reverse("listen:about", args=[slug])
    return show(request, "start", common(asked_study(slug), about_url=about))


@participant_page
def about(request: HttpRequest, slug: str) -> HttpResponse:
    return _sheet_page(request, slug, "about")


@participant_page
def more(request: HttpRequest, slug: str) -> HttpResponse:
    return _sheet_page(request, slug, "more")


@participant_page
def limits(request: HttpRequest, slug: str) -> HttpResponse:
    return _sheet_page(request, slug, "limits")


def _sheet_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    study = asked_study(slug)
    sheet = newest_sheet(study)
    parts = split_sheet(sheet.text if sheet else "")
    texts = {"about": parts.short, "more": parts.details, "limits": sheet.limits if sheet else ""}
    context = common(study, text=safe(texts[name]), has_more=bool(parts.details))
    return show(request, name, context)


@participant_page
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """The first two consents. Nothing is ticked beforehand; both are needed."""
    study = asked_study(slug)
    if request.method != "POST":
        return show(request, "agree", common(study, asks=_asks({}), yes_no=YES_NO))
    said = {scope.value: request.POST.get(scope.value, "") for scope in FIRST_ASKED}
    if "no" in said.values():
        return show(request, "fine", common(study, why="no"))
    if set(said.values()) != {"yes"}:
        asks = _asks(said)
        missing = {f"id_{ask['name']}_0": ask["error"] for ask in asks if ask["error"]}
        context = common(study, asks=asks, yes_no=YES_NO, errors=missing)
        return show(request, "agree", context, status=422)
    return _choose(request, study, _new_path(study))


def _asks(said: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": scope.value, "asking": ASKING[scope], "value": said.get(scope.value, ""),
            "error": MISSING[scope] if said and said[scope.value] != "yes" else "",
        }
        for scope in FIRST_ASKED
    ]  # fmt: skip


def _new_path(study: Study) -> Path:
    sheet, form = newest_sheet(study), newest_form(study)
    if sheet is None or form is None:
        raise RuntimeError("An open study has a sheet and a form.")
    digits = "".join(secrets.choice("0123456789") for _ in range(RANDOM_DIGITS))
    return Path(sheet=sheet, form=form, code=make_code(digits), alone=False)


def _choose(request: HttpRequest, study: Study, path: Path) -> HttpResponse:
    questions = form_from_json(path.form.definition).questions()
    if len(questions) == 1:
        return _ask(request, study, path, step=1)
    pages = form_from_json(path.form.definition).pages()
    tiles = [(pages.index(question) + 1, question) for question in questions]
    context = common(study, path=_sealed(path), tiles=tiles, all_label=_all(len(tiles)))
    return show(request, "choose", context)


def _all(count: int) -> str:
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    number = words[count - 2] if count - 2 < len(words) else str(count)
    return f"All {number}, one at a time"


@participant_page
def first(request: HttpRequest, slug: str) -> HttpResponse:
    """Every page between the two consents and the first answer."""
    study = asked_study(slug)
    path = _opened(study, request.POST.get("path", ""))
    if path is None:
        return HttpResponseRedirect(reverse("listen:start", args=[slug]))
    go = request.POST.get("go", "")
    if go == "choose":
        return _choose(request, study, path)
    if go.startswith("one-"):
        alone = Path(path.sheet, path.form, path.code, alone=True)
        return _ask(request, study, alone, step=_number(go.removeprefix("one-")))
    if go == "all":
        return _ask(request, study, Path(path.sheet, path.form, path.code, False), step=1)
    return _answered(request, study, path, go)


def _answered(request: HttpRequest, study: Study, path: Path, go: str) -> HttpResponse:
    step = _number(request.POST.get("step", ""))
    pages = form_from_json(path.form.definition).pages()
    if not 1 <= step <= len(pages):
        return _choose(request, study, path)
    if go == "back":
        back = path.alone or step == 1
        return _choose(request, study, path) if back else _ask(request, study, path, step=step - 1)
    try:
        text = answer_in(request.POST, pages[step - 1]) if go == "save" else ""
    except TooLong as long:
        return _ask(request, study, path, step=step, problem=long)
    if text:
        return _begin(study, path, step, text)
    if path.alone:
        return _choose(request, study, path)
    return _ask(request, study, path, step=step + 1)


def _ask(
    request: HttpRequest, study: Study, path: Path, *, step: int, problem: TooLong | None = None
) -> HttpResponse:
    pages = form_from_json(path.form.definition).pages()
    if not 1 <= step <= len(pages):
        return show(request, "fine", common(study, why="nothing"))
    context = question_page(pages, step, alone=path.alone, problem=problem)
    context |= {"path": _sealed(path), "action": reverse("listen:first", args=[study.slug])}
    return show(request, "question", common(study, **context), status=422 if problem else 200)


def _begin(study: Study, path: Path, step: int, text: str) -> HttpResponse:
    """The first answer: participant, keys, consents and answer in one call, then the code."""
    question = form_from_json(path.form.definition).pages()[step - 1].name
    try:
        person = _made(study, path, question, text)
    except AlreadyBegun as begun:
        # Sent twice: the same page again. Anything else is somebody new on a phone that is shared.
        if draft_answers(begun.participant).get(question) != text:
            return _begin(study, _with_new_code(study, path), step, text)
        person = begun.participant
    after = HttpResponseRedirect(reverse("listen:shown"))
    return keep_place(after, Place(person, path.code, step + 1, path.alone))


def _made(study: Study, path: Path, question: str, text: str) -> Participant:
    begun = Begun(
        study=study, sheet=path.sheet, form=path.form, lookup=lookup_of(path.code),
        replies={scope.value: "yes" for scope in FIRST_ASKED},
    )  # fmt: skip
    return begin_answering(begun=begun, question=question, text=text, by="quiet", at=timezone.now())


def _with_new_code(study: Study, path: Path) -> Path:
    return Path(path.sheet, path.form, _new_path(study).code, path.alone)


def _sealed(path: Path) -> str:
    value = {"v": path.sheet.pk.hex, "f": path.form.pk.hex, "c": path.code, "a": path.alone}
    return close_ticket(value, purpose=PURPOSE)


def _opened(study: Study, text: str) -> Path | None:
    ticket = open_ticket(text, purpose=PURPOSE)
    if ticket is None:
        return None
    sheet = sheet_in(study.pk, UUID(ticket["v"]))
    form = form_in(study.pk, UUID(ticket["f"]))
    if sheet is None or form is None:
        return None
    return Path(sheet=sheet, form=form, code=ticket["c"], alone=ticket["a"])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
