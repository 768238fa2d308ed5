"""Where the team answers consultations from what it has published."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.documents.pdf.render import render_pdf
from pennydrop.core.documents.text_writing import write_text
from pennydrop.core.documents.word_copies import write_copy
from pennydrop.core.documents.word_writing import WORD_TYPE
from pennydrop.core.people.queries import actor, name_of, organisations_where, places_of
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, entered, may_do, signed_in
from pennydrop.rooms.publish.actions.consultations import (
    CannotAnswer,
    answer_question,
    begin_consultation,
    note_outcome,
    note_sent,
    sign_answer,
)
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.forms.consultations import (
    AnswerForm,
    ConsultationForm,
    OutcomeForm,
    SentForm,
)
from pennydrop.rooms.publish.models import Consultation, Recommendation
from pennydrop.rooms.publish.queries.consultations import (
    ConsultationView,
    citable,
    consultation_copy,
    consultation_view,
    consultations_in,
)

FILES = {"pdf": "application/pdf", "docx": WORD_TYPE, "txt": "text/plain; charset=utf-8"}


def here(request: HttpRequest) -> HttpResponse:
    """Every consultation of the organisations in which somebody writes findings."""
    user = signed_in(request)
    writes = organisations_where(user, May.WRITE_FINDINGS)
    context = {
        "views": consultations_in(writes, today=timezone.localdate()),
        "places": [one for one in places_of(user) if one.organisation in writes],
    }
    return render(request, "publish/consultations/here.html", context)


def add(request: HttpRequest, organisation: UUID) -> HttpResponse:
    enter(request, organisation, May.WRITE_FINDINGS)
    form = ConsultationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = begin_consultation(
            organisation=organisation, new=form.new, by=_by(request), at=timezone.now()
        )
        return redirect("publish:consultation", made.pk)
    return _form(request, form, "Answer a consultation")


def consultation(request: HttpRequest, key: UUID) -> HttpResponse:
    """All answers with their counts, who signed, and what is missing."""
    row = _row(request, key)
    view = _view(row)
    publishes = may_do(request, row.organisation, May.PUBLISH)
    context = {
        "view": view, "signed_by": [name_of(by) for by in view.signers],
        "sent_by": name_of(row.sent_by) if row.sent_by else "",
        "may_sign": publishes and not row.sent and _by(request) not in view.signers,
        "sent_form": SentForm(initial={"on": timezone.localdate()}) if publishes else None,
    }  # fmt: skip
    return render(request, "publish/consultations/one.html", context)


def answer(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """One answer, with its count beside it."""
    row = _row(request, key)
    view = next((one for one in _view(row).answers if one.question.number == number), None)
    if view is None or row.sent is not None:
        raise Http404
    first = {"answer": view.question.answer, "cites": view.question.cites}
    form = AnswerForm(citable(row.organisation), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(
                question=view.question, by=_by(request), at=timezone.now(), **form.cleaned_data
            )
        except (CannotAnswer, Copied) as why:
            form.add_error("answer", str(why))
        else:
            messages.success(request, "Kept.")
            return redirect("publish:consultation-answer", row.pk, number)
    return _form(request, form, f"Question {number}", row=row, view=view)


@require_POST
def sign(request: HttpRequest, key: UUID) -> HttpResponse:
    row = _row(request, key, May.PUBLISH)
    try:
        sign_answer(
            consultation=row, mark=request.POST.get("mark", ""), by=_by(request), at=timezone.now()
        )
    except CannotAnswer as why:
        messages.error(request, str(why))
    return redirect("publish:consultation", row.pk)


@require_POST
def sent(request: HttpRequest, key: UUID) -> HttpResponse:
    row = _row(request, key, May.PUBLISH)
    form = SentForm(request.POST)
    try:
        if not form.is_valid():
            raise CannotAnswer("Give the day on which it was sent.")
        note_sent(consultation=row, on=form.cleaned_data["on"], by=_by(request), at=timezone.now())
    except CannotAnswer as why:
        messages.error(request, str(why))
    else:
        messages.success(request, "Kept as it was sent.")
    return redirect("publish:consultation", row.pk)


def outcome(request: HttpRequest, key: UUID) -> HttpResponse:
    """What came of it."""
    row = _row(request, key, May.PUBLISH)
    rows = Recommendation.objects.filter(organisation=row.organisation).order_by("-made_at")
    first = {"reply": row.reply, "on": row.replied_on, "led_to": str(row.led_to_id or "")}
    form = OutcomeForm([(str(r.pk), r.text) for r in rows], request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            note_outcome(
                consultation=row, reply=said["reply"], on=said["on"], by=_by(request),
                led_to=UUID(said["led_to"]) if said["led_to"] else None, at=timezone.now(),
            )  # fmt: skip
        except CannotAnswer as why:
            form.add_error(None, str(why))
        else:
            return redirect("publish:consultation", row.pk)
    return _form(request, form, "What came of it", row=row)


@require_safe
def file(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """The answer to send, or as it was sent."""
    row = _row(request, key)
    if kind not in FILES:
        raise Http404
    site = request.build_absolute_uri("/")
    copy = consultation_copy(_view(row), site=site, today=timezone.localdate())
    content = {
        "pdf": lambda: render_pdf(copy, replace_missing=True),
        "docx": lambda: write_copy(copy),
        "txt": lambda: write_text(copy).encode(),
    }[kind]()
    made = HttpResponse(content, content_type=FILES[kind])
    made["Content-Disposition"] = f'attachment; filename="answer-{row.due:%Y-%m-%d}.{kind}"'
    return made


def _form(request: HttpRequest, form: object, title: str, **more: object) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    context = {"form": form, "title": title, **more}
    return render(request, "publish/consultations/form.html", context, status=status)


def _row(request: HttpRequest, key: UUID, act: May = May.WRITE_FINDINGS) -> Consultation:
    return entered(request, Consultation.objects.filter(pk=key).first(), act)


def _view(row: Consultation) -> ConsultationView:
    return consultation_view(row, today=timezone.localdate())


def _by(request: HttpRequest) -> str:
    return actor(signed_in(request))
