"""Choose passages that are to leave the study, and sign them in their context."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pennydrop.core.people.queries import actor, name_of, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions import quotes as acts
from pennydrop.rooms.understand.actions.signing import (
    CannotSign,
    put_forward,
    send_back,
    sign_quote,
)
from pennydrop.rooms.understand.forms import BackForm, QuoteForm
from pennydrop.rooms.understand.models import Quote, Text, Theme
from pennydrop.rooms.understand.queries.choosing import Passage, passage_of, passage_of_quote
from pennydrop.rooms.understand.queries.context import context_of, note_round, reasons_of
from pennydrop.rooms.understand.queries.quotes import (
    QuoteNow,
    folded,
    others_wait,
    quote_now,
    quotes_now,
    waits_after,
    what_became_of,
)
from pennydrop.rooms.understand.rules.quoting import BadQuote, pieces_of
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.undo import last_done

RARE = (
    "A job, a title or a workplace that few people have",
    "One event: a court case, an accident, a day that was in the news",
    "The shape of a family: twins, an adoption, a partner others know",
    "An unusual diagnosis, or a treatment that few people had",
    "A way of talking that friends would know at once",
)
SIGN_ON = "sign-on"
MAY_LEAVE = (
    "Two people have signed it, so it may leave now. It stands in the findings once somebody adds "
    "it to the draft, in Publish."
)


@require_safe
def quotes(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every quote of the study, and what keeps each from leaving."""
    found = study_for(request, study, May.SIGN)
    rows = folded(quotes_now(Quote.objects.filter(study=study)), reader=actor(signed_in(request)))
    context = {
        **frame(request, found, "understand:quotes"),
        "ready": [q for q in rows if not q.card.blocks],
        "blocked": [q for q in rows if q.card.blocks],
        "waiting": sum(q.waits for q in rows),
        "may_write": may_here(request, found, May.WRITE_FINDINGS),
        "may_invite": may_here(request, found, May.RUN_STUDIES),
        **last_done(request, study),
    }
    return render(request, "understand/quotes/list.html", context)


@require_safe
def waiting(request: HttpRequest, study: UUID) -> HttpResponse:
    """Passages that wait for a second pair of eyes; this person's own signatures left out."""
    found = study_for(request, study, May.SIGN)
    by = actor(signed_in(request))
    every = folded(quotes_now(Quote.objects.filter(study=study)), reader=by)
    rows = [q for q in every if q.waits]
    context = {
        **frame(request, found, "understand:quotes"),
        "rows": [q for q in rows if by not in q.card.signed_by],
        "others": sum(by in q.card.signed_by for q in rows),
        "ready": any(not q.card.blocks for q in every),
        "may_write": may_here(request, found, May.WRITE_FINDINGS),
    }
    return render(request, "understand/quotes/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest, quote: UUID) -> HttpResponse:
    """A quote in its context: sign it, send it back, or answer what was sent back."""
    try:
        now, study = _quote(request, quote)
    except GoneQuote:
        return _gone(request, quote)
    by = actor(signed_in(request))
    problem, form = "", BackForm()
    if request.method == "POST":
        form = BackForm(request.POST if request.POST.get("do") == "back" else None)
        try:
            said = act(request, now, form, by, coder=may_here(request, study, May.CODE))
        except CannotSign as why:
            problem = str(why)
        else:
            if said:
                messages.success(request, said)
                return _onward(request, study, quote, by)
    context = {
        **frame(request, study, "understand:quotes"),
        **shown(now, by),
        "more_wait": others_wait(study.id, quote, by),
        "form": form,
        "problem": problem,
        "may_code": may_here(request, study, May.CODE),
    }
    status = 422 if problem or form.errors else 200
    return render(request, "understand/quotes/quote.html", context, status=status)


def _onward(request: HttpRequest, study: listen.StudyCard, done: UUID, by: str) -> HttpResponse:
    """To the next passage where somebody looks at one after another, else to all that wait."""
    after = waits_after(study.id, done, by) if request.POST.get("do") == SIGN_ON else None
    if after is not None:
        return redirect("understand:quote", after)
    return redirect("understand:quotes-waiting", study.id)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, source: UUID) -> HttpResponse:
    """Choose a passage: `start` and `end` say which, and `edited` how it is cut."""
    text = Text.objects.filter(pk=source).first()
    if text is None:
        raise Http404
    study = study_for(request, text.study, May.CODE)
    sent = request.POST if request.method == "POST" else request.GET
    passage = passage_of(source, _number(sent.get("start")), _number(sent.get("end")))
    if passage is None:
        raise Http404
    return _choose(request, study, text, passage, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, quote: UUID) -> HttpResponse:
    now, study = _quote(request, quote, May.CODE)
    passage = passage_of_quote(now)
    if passage is None:
        raise Http404
    return _choose(request, study, now.row.text, passage, now)


def _choose(
    request: HttpRequest, study: listen.StudyCard, text: Text, passage: Passage,
    now: QuoteNow | None,
) -> HttpResponse:  # fmt: skip
    themes = [(str(t.pk), t.title) for t in Theme.objects.filter(study=study.id).order_by("order")]
    making = request.method == "POST" and "make" in request.POST
    initial = {
        "edited": now.card.words if now else passage.text,
        "attribution": now.card.attribution if now else "",
        "theme": str(now.card.theme or "") if now else request.POST.get("theme")
        or request.GET.get("theme", ""),
    }  # fmt: skip
    form = QuoteForm(request.POST if making else None, themes=themes, initial=initial)
    if making and form.is_valid():
        try:
            kept = _keep(request, text, passage, form.cleaned_data, now)
        except BadQuote as why:
            form.add_error("edited", str(why))
        else:
            messages.success(request, "Chosen. Two people can look at it now.")
            return redirect("understand:quote", kept)
    context = {
        **frame(request, study, "understand:quotes"),
        "text": text, "passage": passage, "form": form, "now": now,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "understand/quotes/choose.html", context, status=status)


def _keep(
    request: HttpRequest, text: Text, passage: Passage, sent: dict[str, Any], now: QuoteNow | None
) -> UUID:
    """Make or change the quote. Raises BadQuote."""
    common: dict[str, Any] = {
        "theme": UUID(sent["theme"]) if sent["theme"] else None,
        "pieces": passage.placed(pieces_of(passage.text, sent["edited"])),
        "attribution": sent["attribution"],
        "by": actor(signed_in(request)),
        "at": timezone.now(),
    }
    if now is None:
        made: UUID = acts.make_quote(source=text.pk, **common).pk
        return made
    acts.change_quote(quote=now.row, **common)
    return now.card.id


def act(request: HttpRequest, now: QuoteNow, form: BackForm, by: str, *, coder: bool) -> str:
    """What the buttons of a signing page do. "" when the form needs another look.

    Raises CannotSign.
    """
    at, do = timezone.now(), request.POST.get("do")
    if do in ("sign", SIGN_ON):
        sign_quote(quote=now.row, seen=request.POST.get("seen", ""), by=by, at=at)
        after = quote_now(now.card.id)
        return f"Signed. Thank you. {MAY_LEAVE if after and not after.card.blocks else ''}".strip()
    if do == "back":
        if not form.is_valid():
            return ""
        send_back(quote=now.row, note=form.cleaned_data["note"], by=by, at=at)
        return "Sent back with your note."
    if do == "again" and coder:
        put_forward(quote=now.row, by=by, at=at)
        return "Put forward again."
    if do == "drop" and coder:
        acts.drop_quote(quote=now.row, by=by, at=at)
        return "It is no longer a quote. The words stay where they are."
    raise CannotSign("Choose one of the buttons.")


def shown(now: QuoteNow, by: str) -> dict[str, Any]:
    """What a signing page shows, to staff and to guests."""
    return {
        "quote": now.card,
        "digest": now.digest,
        "sent_back": now.sent_back,
        "turns": context_of(now),
        "note": note_round(now, by),
        "reasons": [(name_of(r.by), r.day, r.words) for r in reasons_of(now)],
        "signers": [name_of(signer) for signer in now.card.signed_by],
        "stale": [name_of(signer) for signer in now.stale],
        "mine": by in now.card.signed_by,
        "rare": RARE,
    }


class GoneQuote(Http404):
    """There is no such quote, and perhaps there was one."""


def _gone(request: HttpRequest, quote: UUID) -> HttpResponse:
    """What became of a quote that an older page still names. Nothing else is known of it."""
    became = what_became_of(quote)
    if became is None or not organisations_where(signed_in(request), May.SIGN):
        raise Http404
    context = {"why": became[0], "on": became[1]}
    return render(request, "understand/quotes/gone.html", context, status=410)


def _quote(
    request: HttpRequest, quote: UUID, may: May = May.SIGN
) -> tuple[QuoteNow, listen.StudyCard]:
    now = quote_now(quote)
    if now is None:
        raise GoneQuote
    return now, study_for(request, now.card.study, may)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 18 else -1
