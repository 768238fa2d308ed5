"""The editor: the list of blocks, and a page to write one."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.documents.actions import Stale
from pennydrop.core.documents.blocks import Blank
from pennydrop.core.documents.commenting import open_by_block, threads_of
from pennydrop.core.documents.outline import TOP, outline
from pennydrop.core.documents.page import Page, build_page
from pennydrop.core.documents.queries import history
from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.publish.actions.drafts import (
    Copied,
    move_block,
    remove_block,
    rename_findings,
)
from pennydrop.rooms.publish.forms import FORMS, TitleForm, form_kind
from pennydrop.rooms.publish.queries.behind import why_untold
from pennydrop.rooms.publish.queries.checks import Ready, read_draft
from pennydrop.rooms.publish.queries.checks.whole import on_cards
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.queries.filled import texts_of
from pennydrop.rooms.publish.queries.trails import Trails, all_trails
from pennydrop.rooms.publish.rules.claims import Evidence
from pennydrop.rooms.publish.rules.filling import kept_up_to_date
from pennydrop.rooms.publish.views import draft_for, frame, signed_in, study_for
from pennydrop.rooms.publish.views.stands import stands_in_draft, with_marks

LATEST = 8


def draft(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Every block as it would be read, each with what can be done to it."""
    card, found = draft_for(request, study, document)
    ready = read_draft(card, found)
    comments = open_by_block(threads_of(found.id))
    trails = all_trails(card, ready.cards.values(), ready.facts.themes)
    context = {
        "sections": _sections(block_rows(ready, comments, trails)),
        "open_comments": comments.total(),
        "long_cards": list(on_cards(ready)),
        "claims": ready.claims,
        "waiting": sum(isinstance(block, Blank) for block in found.blocks),
        "places": [p for p in outline(ready.blocks) if p.level == 2],
        "form": TitleForm(initial={"title": found.document.title}),
        "history": [
            {"number": line.number, "by": name_of(line.by), "at": line.at}
            for line in history(found.id)[:LATEST]
        ],
    }
    return render(
        request, "publish/draft.html", {**frame(request, card, "publish:draft", found), **context}
    )


def _sections(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows by section, so that a long draft can be folded: what each is called, and what in it
    waits for somebody."""
    found: list[dict[str, Any]] = []
    for row in rows:
        (part,) = row["page"].parts
        opens = part.level == TOP
        if opens or not found:
            name = f"{part.section} {part.text}" if opens else "Before the first section"
            found.append({"name": name, "rows": [], "waiting": 0, "comments": 0})
        found[-1]["rows"].append(row)
        found[-1]["waiting"] += bool(row["guidance"])
        found[-1]["comments"] += row["comments"]
    return found


@require_safe
def moved(request: HttpRequest, study: UUID, rest: str) -> HttpResponse:
    """An address from when a study had one draft: now that of its report."""
    card = study_for(request, study)
    found = draft_of(card.id)
    if found is None:
        return redirect("publish:study", study=card.id)
    asked = request.META["QUERY_STRING"]
    home = reverse("publish:draft", args=[card.id, found.id])
    return redirect(f"{home}{rest}{'?' if asked else ''}{asked}")


def block_rows(ready: Ready, comments: Mapping[str, int], trails: Trails) -> list[dict[str, Any]]:
    """The blocks of a draft as the page shows them: one part each, and what it is called."""
    parts = with_marks(build_page(ready.blocks, ready.values).parts, ready)
    stands = stands_in_draft(ready)
    last = len(ready.blocks)
    return [
        {
            "number": number,
            "key": key,
            "comments": comments.get(key, 0),
            "page": Page((part,), ()),
            "kind": FORMS[form_kind(saved)].title,
            "guidance": saved.guidance if isinstance(saved, Blank) else "",
            "kept": any(map(kept_up_to_date, texts_of(saved))),
            "first": number == 1,
            "last": number == last,
            "gone": part.removed,
            "trail": trails.quote(saved),
            "numbers": trails.number(saved),
            "stands": stands.get(key, ()),
            "untold": why_untold(ready.draft, block, evidence_of(ready, key)),
        }
        for number, (part, saved, block, key) in enumerate(
            zip(parts, ready.draft.blocks, ready.blocks, ready.draft.keys, strict=True), start=1
        )
        if form_kind(saved) in FORMS
    ]


def evidence_of(ready: Ready, key: str) -> list[Evidence]:
    """What the sentences of one block stand on."""
    return [one for claim in ready.claims.of_block(key) for one in claim.evidence]


@require_POST
def arrange(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Move a block up or down, or take it out."""
    card, found = draft_for(request, study, document)
    place, based_on = whole(request, "place"), whole(request, "based_on")
    if not 1 <= place <= len(found.blocks):
        raise Http404
    moves = {"up": -1, "down": 1}
    what = request.POST.get("what", "")
    told: dict[str, Any] = {
        "draft": found, "place": place, "based_on": based_on,
        "by": actor(signed_in(request)), "at": timezone.now(),
    }  # fmt: skip
    try:
        if what in moves:
            move_block(steps=moves[what], **told)
        elif what == "remove":
            remove_block(**told)
    except Stale as stale:
        messages.warning(request, f"{stale} You see the newest one now.")
        return redirect("publish:draft", study=card.id, document=found.id)
    home = reverse("publish:draft", args=[card.id, found.id])
    return redirect(f"{home}#edit-{place + moves.get(what, 0)}")


@require_POST
def rename(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Give the findings another title."""
    card, found = draft_for(request, study, document)
    form = TitleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The title needs words, at most 160 characters.")
        return redirect("publish:draft", study=card.id, document=found.id)
    try:
        rename_findings(
            draft=found, title=form.cleaned_data["title"],
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except Copied as copied:
        messages.error(request, str(copied))
    return redirect("publish:draft", study=card.id, document=found.id)


def whole(request: HttpRequest, name: str) -> int:
    """A whole number that a form or an address carries. 404 where it is none."""
    value = request.POST.get(name) or request.GET.get(name, "")
    if not value.isdecimal() or len(value) > 6:
        raise Http404
    return int(value)
