"""One question or section is added or changed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from pennydrop.rooms.listen.actions.questions import FormFaulty
from pennydrop.rooms.listen.forms.questions import QuestionForm, SectionForm
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.questions import Desk
from pennydrop.rooms.listen.rules.editing.choices import asks_what, sharing, with_list
from pennydrop.rooms.listen.rules.editing.faults import Fault
from pennydrop.rooms.listen.rules.editing.places import (
    CannotMove,
    NoSuchPlace,
    item_at,
    moved_into,
    new_place,
    places,
    put_in,
    replaced,
    section_of,
)
from pennydrop.rooms.listen.rules.editing.renaming import renamed
from pennydrop.rooms.listen.rules.editing.starting import empty_form
from pennydrop.rooms.listen.rules.editing.telling import AGAIN, KIND_WORDS, SECTION, kind_of
from pennydrop.rooms.listen.rules.form import Form, Group, Item, Kind, Question
from pennydrop.rooms.listen.views.questions import (
    editing,
    fault_words,
    gone,
    keep,
    named,
    to_list,
    told,
)

SECTIONS = {"section": SECTION, "again": AGAIN}
# What can be added, with what it is good for.
KINDS = [
    ("Words", [
        (Kind.TEXT, "People answer in their own words."),
        (Kind.NOTE, "Something to read, with nothing to answer."),
    ]),
    ("Choices", [
        (Kind.SELECT_ONE, "One out of a few."),
        (Kind.SELECT_MULTIPLE, "As many as fit."),
        (Kind.RANK, "What matters most, and what comes next."),
        (Kind.ACKNOWLEDGE, "A single box, such as a yes that you need."),
    ]),
    ("Numbers, days and places", [
        (Kind.INTEGER, "How many, how often."),
        (Kind.DECIMAL, "With a point, such as 2.5."),
        (Kind.RANGE, "From one end to the other, such as 0 to 10."),
        (Kind.DATE, "A day, a month or a year."),
        (Kind.TIME, "Such as 7:30pm."),
        (Kind.DATETIME, "Both together."),
        (Kind.GEOPOINT, "A wide area, never a point on a map."),
    ]),
    ("Files", [
        (Kind.IMAGE, "We take out where and when it was made."),
        (Kind.AUDIO, "For people who would rather speak."),
        (Kind.VIDEO, "A face is easily known: ask for it only with good reason."),
        (Kind.FILE, "A letter, a drawing, a song."),
    ]),
    ("For those who know XLSForms", [(Kind.CALCULATE, "A value made from other answers.")]),
]  # fmt: skip
# The columns of an XLSForm, and the field that holds them here.
FIELDS = {"guidance_hint": "guidance", "constraint_message": "message", "parameters": "step"}


@require_safe
def add(request: HttpRequest, study: UUID) -> HttpResponse:
    """Which kind of question, or a section."""
    found, desk = editing(request, study)
    kinds = [
        (title, [(kind.value, KIND_WORDS[kind], about) for kind, about in rows])
        for title, rows in KINDS
    ]
    form = desk.form or empty_form("")
    way, place = next(
        ((way, request.GET[way]) for way in ("inside", "after") if request.GET.get(way)), ("", "")
    )
    item = next((item for at, item in places(form) if at == place), None)
    context = told(
        found, desk, kinds=kinds, beside=named(item) if item else "", inside=way == "inside",
        where=f"?{urlencode({way: place})}" if item else "",
    )  # fmt: skip
    return render(request, "listen/questions/add.html", context)


@dataclass(frozen=True)
class Edit:
    """One page on which an item is made or changed. `place` is empty for a new item."""

    request: HttpRequest
    study: Study
    desk: Desk
    form: Form
    item: Item | None
    place: str
    after: str
    kind: str

    @property
    def posted(self) -> Any:
        return self.request.POST if self.request.method == "POST" else None

    def fields(self) -> QuestionForm | SectionForm:
        seen = {"seen": self.desk.seen}
        if self.item is None and self.posted is None:
            seen["inside"] = self.request.GET.get("inside", "")
        if isinstance(self.item, Group) or self.kind in SECTIONS:
            group = self.item if isinstance(self.item, Group) else None
            return SectionForm(
                self.form, group, self.place, self.posted, again=self.kind == "again", initial=seen
            )
        question = self.item if isinstance(self.item, Question) else None
        kind = question.kind if question else Kind(self.kind)
        return QuestionForm(self.form, kind, question, self.place, self.posted, initial=seen)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, study: UUID, kind: str) -> HttpResponse:
    found, desk = editing(request, study)
    if kind not in {*SECTIONS, *(one.value for one in KIND_WORDS)} - {Kind.HIDDEN.value}:
        raise Http404
    form = desk.form or empty_form(found.public_title)
    sent = request.POST if request.method == "POST" else request.GET
    after = sent.get("after", "")
    after = after if any(place == after for place, _ in places(form)) else ""
    return _edited(Edit(request, found, desk, form, None, "", after, kind))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, study: UUID, place: str) -> HttpResponse:
    found, desk = editing(request, study)
    try:
        item = item_at(desk.form or empty_form(""), place)
    except NoSuchPlace:
        return gone(request, found)
    assert desk.form is not None
    return _edited(Edit(request, found, desk, desk.form, item, place, "", ""))


def _edited(page: Edit) -> HttpResponse:
    fields = page.fields()
    if page.posted is None or not fields.is_valid():
        return _page(page, fields)
    try:
        form, place, what = _changed(page, fields)
        if not keep(page.request, page.study, form, what):
            return _page(page, fields)
    except CannotMove as reason:
        fields.add_error("inside", str(reason))
        return _page(page, fields)
    except FormFaulty as faulty:
        _say(fields, form, place, faulty.faults)
        return _page(page, fields)
    return to_list(page.study, form, place)


def _changed(page: Edit, fields: QuestionForm | SectionForm) -> tuple[Form, str, str]:
    """The form after it, where the item then stands, and what was done in words."""
    item, form = fields.made(), page.form
    if isinstance(item, Question) and item.listed and page.item is not None:
        shared = isinstance(page.item, Question) and sharing(form, page.item)
        if not shared or fields.cleaned_data.get("everywhere"):
            form = with_list(form, item.listed)
    if page.item is None:
        inside = "" if page.after else fields.cleaned_data.get("inside", "")
        form = put_in(form, item, inside=inside, after=page.after)
        place = new_place(item.name, section_of(page.after) if page.after else inside)
        what = f"Added “{named(item)}”"
    else:
        form = replaced(form, page.place, item)
        form, place = _rehoused(form, page.place, fields.cleaned_data.get("inside"))
        name = fields.cleaned_data.get("name") or item.name
        if name != item.name:
            form, place = renamed(form, place, name)
        what = f"Changed “{named(item)}”"
    if isinstance(item, Question) and fields.cleaned_data.get("other"):
        taken = {one.name for _, one in places(form)}
        form = put_in(form, asks_what(item, form.default_language, taken), after=place)
    return form, place, what


def _rehoused(form: Form, place: str, inside: str | None) -> tuple[Form, str]:
    if inside is None or inside == section_of(place):
        return form, place
    return moved_into(form, place, inside), new_place(place, inside)


def _say(
    fields: QuestionForm | SectionForm, form: Form, place: str, faults: tuple[Fault, ...]
) -> None:
    """Each fault at the field that it is about; those of other questions above all fields."""
    for fault in faults:
        field = FIELDS.get(fault.column, fault.column)
        if fault.place == place and field in fields.fields:
            fields.add_error(field, fault.message)
        else:
            for said in fault_words(form, (fault,)):
                fields.add_error(None, said)


def _page(page: Edit, fields: QuestionForm | SectionForm) -> HttpResponse:
    section = isinstance(fields, SectionForm)
    again = isinstance(fields, SectionForm) and fields.again
    kind = kind_of(page.item) if page.item else SECTIONS.get(page.kind) or KIND_WORDS[
        Kind(page.kind)
    ]  # fmt: skip
    context = told(
        page.study, page.desk, form=fields, kind=kind, item=page.item, place=page.place,
        after=page.after, section=section, again=again,
    )  # fmt: skip
    status = 422 if page.posted is not None else 200
    return render(page.request, "listen/questions/item.html", context, status=status)
