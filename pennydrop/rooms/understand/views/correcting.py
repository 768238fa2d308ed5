"""Correct words after names are out, and destroy originals that nobody needs any more."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions.correcting import (
    NothingToCorrect,
    TooLong,
    correct_segment,
    hide_everywhere,
)
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.forms import HIDE, CorrectForm, HideForm
from pennydrop.rooms.understand.models import Text
from pennydrop.rooms.understand.queries.key import copies_taken
from pennydrop.rooms.understand.queries.originals import ready_to_destroy
from pennydrop.rooms.understand.queries.texts import Opened, segments_of
from pennydrop.rooms.understand.rules.deciding import BadSurrogate
from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.weighing import Ruling
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.second import not_while_blind, sees_marks


@require_http_methods(["GET", "HEAD", "POST"])
@not_while_blind
def correct(request: HttpRequest, source: UUID) -> HttpResponse:
    """A signed text with a link to each turn; and one more thing to hide, everywhere."""
    text, study = _text(request, source)
    _sees_stand_ins(request, text)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        ruling = Ruling(sent["form"], Label.PERSON.value, HIDE, sent["surrogate"])
        by = actor(signed_in(request))
        try:
            done = hide_everywhere(source=source, ruling=ruling, by=by, at=timezone.now())
        except (NothingToCorrect, BadSurrogate) as why:
            form.add_error("form" if isinstance(why, NothingToCorrect) else "surrogate", str(why))
        else:
            messages.success(request, f"Hidden in {done.places} places. {_after(done.lost)}")
            return redirect("understand:correct", source)
    context = {
        **frame(request, study, "understand:review-list"),
        "text": text,
        "segments": segments_of(source),
        "form": form,
        "signed_by": name_of(text.signed_by),
    }
    status = 422 if form.errors else 200
    return render(request, "understand/review/correct.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@not_while_blind
def correct_one(request: HttpRequest, source: UUID, segment: UUID) -> HttpResponse:
    """One turn in a box: first a preview beside the old words, then it is kept."""
    text, study = _text(request, source)
    _sees_stand_ins(request, text)
    opened = _segment(source, segment)
    form = CorrectForm(request.POST or None, initial={"text": opened.text.rstrip("\n")})
    preview = ""
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["text"]
        if "keep" not in request.POST:
            preview = new.strip()
        else:
            try:
                done = correct_segment(
                    segment=segment, text=new, by=actor(signed_in(request)), at=timezone.now()
                )
            except (NothingToCorrect, TooLong) as why:
                form.add_error("text", str(why))
            else:
                messages.success(request, f"Corrected. {_after(done.lost)}")
                return redirect("understand:correct", source)
    context = {
        **frame(request, study, "understand:review-list"),
        "text": text,
        "segment": opened,
        "form": form,
        "preview": preview,
    }
    status = 422 if form.errors else 200
    return render(request, "understand/review/correct_one.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def originals(request: HttpRequest, study: UUID) -> HttpResponse:
    """Destroy the originals of everybody whose every source is signed, after a second yes."""
    found = study_for(request, study, May.RUN_STUDIES)
    problem = ""
    if request.method == "POST":
        if request.POST.get("sure") != "yes":
            problem = "Tick the box first: this cannot be undone."
        else:
            people = destroy_originals(study=study, by=actor(signed_in(request)), at=timezone.now())
            messages.success(request, f"The originals of {people} people are gone for good.")
            return redirect("understand:review-list", study)
    names = {card.id: card for card in listen.participants_of(study)}
    ready = [names[person] for person in ready_to_destroy(study) if person in names]
    context = {
        **frame(request, found, "understand:review-list"),
        "copies": copies_taken(study),
        "ready": [card for card in ready if not card.staff],
        "problem": problem,
        "errors": {"id_sure": problem} if problem else {},
    }
    status = 422 if problem else 200
    return render(request, "understand/review/originals.html", context, status=status)


def _text(request: HttpRequest, source: UUID) -> tuple[Text, listen.StudyCard]:
    text = Text.objects.filter(pk=source).first()
    if text is None or text.came_from is not None:
        raise Http404
    return text, study_for(request, text.study, May.SEE_ORIGINALS)


def _sees_stand_ins(request: HttpRequest, text: Text) -> None:
    """While its original can be read blind, whoever sees here what is hidden cannot do so."""
    card = listen.source_card(text.pk)
    if card and card.originals_kept:
        sees_marks(request, card)


def _segment(source: UUID, segment: UUID) -> Opened:
    for opened in segments_of(source):
        if opened.id == segment:
            return opened
    raise Http404


def _after(lost: int) -> str:
    """What a person still has to do after a correction."""
    if not lost:
        return "Codings, notes and quotes moved along; changed quotes need new signatures."
    were = "coding has" if lost == 1 else "codings have"
    return f"{lost} {were} no words left: see “Codings to place” in the codebook."
