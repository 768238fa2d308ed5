"""What the sentences of a draft stand on: all of them, one of them with its chain, and a page to
choose."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.publish.actions.claims import tie_claim, untie_claim
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.forms.claims import MOST_FOUND, TieForm, looked_for, offers
from pennydrop.rooms.publish.queries.chains import Behind, chains_of
from pennydrop.rooms.publish.queries.checks import Ready, places, read_draft
from pennydrop.rooms.publish.queries.claims import label_of, targets
from pennydrop.rooms.publish.queries.drawing import quotes_for
from pennydrop.rooms.publish.queries.editions import consents_in
from pennydrop.rooms.publish.queries.released_claims import quotes_in_reach, released_claim
from pennydrop.rooms.publish.rules.claims import (
    NAMES,
    BadTie,
    Claim,
    Kind,
    State,
    Tie,
)
from pennydrop.rooms.publish.views import draft_for, frame, signed_in, study_for
from pennydrop.rooms.publish.views.editions import edition_card
from pennydrop.rooms.understand.public.themes import themes_of

STATES = {
    State.TIED: ("Has evidence", "ok"),
    State.NEEDS_NONE: ("Needs none", "ok"),
    State.OPEN: ("No evidence yet", "late"),
    State.GONE: ("Its evidence is gone", "no"),
}
Named = dict[Kind, dict[str, str]]


@require_safe
def evidence(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Every sentence of running text and of key insights, and what each stands on."""
    card, draft = draft_for(request, study, document)
    ready = read_draft(card, draft)
    only_open = request.GET.get("show") == "open"
    shown = ready.claims.open if only_open else ready.claims.all
    named = targets(draft, ready.facts)
    where = places(ready.blocks)
    context = {
        **frame(request, card, "publish:draft", draft),
        "ready": ready,
        "only_open": only_open,
        "rows": [
            {**_row(claim, named), "where": where[claim.sentence.place - 1]} for claim in shown
        ],
        "open_in": {where[claim.sentence.place - 1] for claim in ready.claims.open},
        "loose": [_tie(tie, named) for tie in ready.claims.loose],
    }
    return render(request, "publish/evidence.html", context)


@require_safe
def claim(request: HttpRequest, study: UUID, document: UUID, key: str, mark: str) -> HttpResponse:
    """One sentence of the draft, with the chain of all that it stands on."""
    card, draft = draft_for(request, study, document)
    ready = read_draft(card, draft)
    (found,) = ready.claims.named({f"{key}.{mark}"}) or (None,)
    if found is None:
        raise Http404
    named = targets(draft, ready.facts)
    behind = Behind(card, quotes_for(draft), ready.facts.themes, named)
    context = {
        **frame(request, card, "publish:draft", draft),
        **_row(found, named),
        "chains": chains_of(found.evidence, behind),
        "where": places(ready.blocks)[found.sentence.place - 1],
    }
    return render(request, "publish/claim.html", context)


@require_safe
def edition_claim(request: HttpRequest, slug: str, key: str, mark: str) -> HttpResponse:
    """One sentence of a released edition, with what it stood on then as that reads now."""
    edition = edition_card(slug)
    card = study_for(request, edition.study, May.WRITE_FINDINGS)
    found = released_claim(edition, key, mark)
    if found is None:
        raise Http404
    behind = Behind(
        card, quotes_in_reach(edition), themes_of(card.id), found.named, consents_in(edition.id)
    )
    context = {
        **frame(request, card, "publish:study"),
        "edition": edition,
        "text": found.text,
        "needs_none": found.needs_none,
        "chains": chains_of(found.evidence, behind),
    }
    return render(request, "publish/claim.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Choose what one sentence, or several, stand on."""
    card, draft = draft_for(request, study, document)
    ready = read_draft(card, draft)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = ready.claims.named(set(asked.getlist("s")))
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _tied(request, ready, chosen, form):
        return redirect("publish:evidence", study=card.id, document=draft.id)
    if not chosen:
        messages.warning(request, "Mark at least one sentence that still stands in the draft.")
        return redirect("publish:evidence", study=card.id, document=draft.id)
    words = asked.get("q", "").strip()[:100]
    context = {
        **frame(request, card, "publish:draft", draft),
        "form": form,
        "chosen": chosen,
        "words": words,
        **_offered(ready, words),
    }
    return render(request, "publish/tie.html", context, status=422 if form.errors else 200)


@require_POST
def untie(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Take one tie off a sentence."""
    card, draft = draft_for(request, study, document)
    try:
        wanted = UUID(request.POST.get("tie", ""))
    except ValueError:
        raise Http404 from None
    untie_claim(document=draft.id, tie=wanted, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Taken off.")
    return redirect("publish:evidence", study=card.id, document=draft.id)


def _tied(
    request: HttpRequest, ready: Ready, chosen: tuple[Claim, ...], form: TieForm
) -> bool:  # fmt: skip
    """Whether they were tied; else the form says what is wrong."""
    try:
        count = tie_claim(
            ready=ready,
            sentences=[one.sentence.name for one in chosen],
            to=form.evidence,
            by=actor(signed_in(request)),
            at=timezone.now(),
        )
    except (BadTie, Copied) as wrong:
        form.add_error("to", str(wrong))
        return False
    said = "One sentence" if count == 1 else f"{count} sentences"
    messages.success(request, f"{said} noted: {NAMES[form.evidence.kind].lower()}.")
    return True


def _offered(ready: Ready, words: str) -> dict[str, Any]:
    """What can be chosen, as far as it holds the words that are looked for."""
    said = {str(card.id): card.words for card in quotes_for(ready.draft)}
    found = looked_for(offers(targets(ready.draft, ready.facts), said), words)
    return {"found": found[:MOST_FOUND], "more": max(0, len(found) - MOST_FOUND)}


def _row(claim: Claim, named: Named) -> dict[str, Any]:
    said, kind = STATES[claim.state]
    given = claim.sentence.given
    return {
        "sentence": claim.sentence,
        "text": claim.sentence.text,
        "settled": claim.settled,
        "state": said,
        "state_kind": kind,
        "given": _given(given.kind, label_of(given, named)) if given else "",
        "ties": [
            {**_tie(one, named), "gone": one.id in claim.gone} for one in claim.ties
        ],
    }  # fmt: skip


def _given(kind: Kind, label: str) -> str:
    if kind is Kind.THEME:
        return f"It is the key insight of the theme “{label}”."
    return "It comes with the template, and tells how this study was done."


def _tie(one: Tie, named: Named) -> dict[str, Any]:
    return {
        "tie": one,
        "kind": NAMES[one.evidence.kind],
        "label": label_of(one.evidence, named),
        "by": name_of(one.by),
    }
