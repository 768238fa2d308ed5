"""What somebody sent with one page, whether one thing was asked on it or several."""

from dataclasses import dataclass

from django.http import HttpRequest

from pennydrop.rooms.listen.actions.answers import NewAnswer, NewFile
from pennydrop.rooms.listen.forms.answer_files import name_of, read_file
from pennydrop.rooms.listen.forms.answers import (
    Posted,
    Unread,
    part_of,
    prefix_of,
    read_answer,
)
from pennydrop.rooms.listen.rules.form import UPLOADING, Kind
from pennydrop.rooms.listen.rules.risk_words import Kind as Risk
from pennydrop.rooms.listen.rules.risk_words import risk_in
from pennydrop.rooms.listen.rules.walking import Means, Page, Stop, Walk, weigh
from pennydrop.rooms.listen.views.participant.reading import Wrong

SHOWN = "shown"  # the addresses of the questions that stood on a page with others


@dataclass(frozen=True)
class Said:
    """`answers` can be kept; `wrong` says what cannot, and why. `again`: nothing is wrong but that
    something was left out which is asked for once more. `risks` are in what was newly written."""

    answers: tuple[NewAnswer, ...]
    wrong: Wrong
    again: bool
    risks: frozenset[Risk]


@dataclass(frozen=True)
class _Read:
    """An answer as it was sent, not yet looked at beside the others."""

    page: Page
    text: str
    file: NewFile | None

    @property
    def changed(self) -> bool:
        return self.file is not None or self.text != self.page.stored

    @property
    def to_keep(self) -> bool:
        """A file that was given before stays, where no other was chosen."""
        return self.changed or bool(self.text and self.page.question.kind not in UPLOADING)


def said_on(request: HttpRequest, walk: Walk, stop: Stop, *, typed: bool) -> Said:
    """Read and weigh what was sent. Not `typed`: everything stays as it is, and is only looked at
    once more. A question that was not shown is passed over."""
    read: dict[str, _Read] = {}
    unread: dict[str, dict[str, str]] = {}
    for page in _asked(walk, stop, request.POST):
        together = stop.means is Means.TOGETHER
        try:
            read[page.path] = _read(request, page, together, typed)
        except Unread as problem:
            unread[page.path] = {f"-{problem.part}" if problem.part else "": problem.message}
    insist = request.POST.get("again") != "1"
    weighed = weigh(walk, {path: one.text for path, one in read.items()}, insist=insist)
    kept = [one for path, one in read.items() if typed and path in weighed.kept and one.to_keep]
    wrong = {path: {"": problem.message} for path, problem in weighed.problems.items()}
    return Said(
        answers=tuple(NewAnswer(one.page.path, one.text, one.file) for one in kept),
        wrong={**wrong, **unread},
        again=not unread and all(problem.again for problem in weighed.problems.values()),
        risks=frozenset(kind for one in kept if one.changed for kind in _risks(one)),
    )


def appeared(walk: Walk, stop: Stop, posted: Posted) -> bool:
    """Whether something applies on this page now that was not on it when it was sent."""
    shown = set(posted.getlist(SHOWN))
    now = walk.stop_at(stop.address)
    return now is not None and any(
        one.address not in shown and walk.page(one).asks for one in now.members
    )


def _asked(walk: Walk, stop: Stop, posted: Posted) -> list[Page]:
    shown = set(posted.getlist(SHOWN))
    there = [one for one in stop.questions if one is stop or one.address in shown]
    return [page for page in map(walk.page, there) if page.asks]


def _read(request: HttpRequest, page: Page, together: bool, typed: bool) -> _Read:
    if not typed:
        return _Read(page, page.stored, None)
    prefix = prefix_of(page) if together else ""
    posted = part_of(request.POST, prefix)  # reads the body, and with it every file
    if page.question.kind not in UPLOADING:
        return _Read(page, read_answer(posted, page), None)
    stopped = any(getattr(handler, "over", False) for handler in request.upload_handlers)
    file = read_file(request.FILES, page.question.kind, stopped=stopped, prefix=prefix)
    if file is None:
        return _Read(page, "" if posted.get("drop") == "1" else page.stored, None)
    return _Read(page, name_of(file), file)


def _risks(one: _Read) -> tuple[Risk, ...]:
    return risk_in(one.text) if one.page.question.kind is Kind.TEXT else ()
