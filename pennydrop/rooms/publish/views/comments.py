"""Talk about a draft, block by block."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.commenting import BadComment, Thread, threads_of
from pennydrop.core.documents.page import Page, build_page
from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.actions.comments import comment_on, settle
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.forms import FORMS, CommentForm, form_kind
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.views import draft_for, frame, signed_in
from pennydrop.rooms.publish.views.drafts import whole


def comments(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Everything that was said about the draft, what is open first."""
    card, draft = draft_for(request, study, document)
    rows = [
        {**_thread(thread), "place": place, "kind": _kind(draft, place), "key": thread.block}
        for thread in sorted(threads_of(draft.id), key=lambda one: not one.open)
        for place in [_place(draft, thread.block)]
    ]
    return render(
        request,
        "publish/comments.html",
        {**frame(request, card, "publish:draft", draft), "rows": rows},
    )


def comment(request: HttpRequest, study: UUID, document: UUID, key: str) -> HttpResponse:
    """What was said about one block, and a place to say more."""
    card, draft = draft_for(request, study, document)
    place = _place(draft, key)
    threads = [thread for thread in threads_of(draft.id) if thread.block == key]
    if not place and not threads:
        raise Http404
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _said(request, draft, key, form):
        return redirect("publish:comment", study=card.id, document=draft.id, key=key)
    context = {
        "key": key,
        "place": place,
        "kind": _kind(draft, place),
        "shown": _shown(card, draft, place),
        "threads": [_thread(thread) for thread in threads],
        "form": form,
        "answering": request.POST.get("answers", ""),
    }
    return render(
        request, "publish/comment.html", {**frame(request, card, "publish:draft", draft), **context}
    )


def _said(request: HttpRequest, draft: Draft, key: str, form: CommentForm) -> bool:
    """Whether the comment was kept; else the form says what is wrong."""
    answers = whole(request, "answers") if request.POST.get("answers") else None
    try:
        comment_on(
            draft=draft, key=key, text=form.cleaned_data["text"], answers=answers,
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except (Copied, BadComment) as wrong:
        form.add_error("text", str(wrong))
        return False
    return True


@require_POST
def settled(request: HttpRequest, study: UUID, document: UUID, thread: int) -> HttpResponse:
    """A thread needs no more talk."""
    card, draft = draft_for(request, study, document)
    try:
        settle(draft=draft, thread=thread, by=actor(signed_in(request)), at=timezone.now())
    except BadComment:
        raise Http404 from None
    messages.success(request, "Settled. It stays readable here.")
    return redirect("publish:comments", study=card.id, document=draft.id)


def _thread(thread: Thread) -> dict[str, Any]:
    said = [{"text": one.text, "by": name_of(one.by), "at": one.at} for one in thread.said]
    return {
        "id": thread.id,
        "open": thread.open,
        "said": said,
        "settled_by": name_of(thread.settled_by) if thread.settled_by else "",
        "settled_at": thread.settled_at,
    }


def _place(draft: Draft, key: str) -> int:
    """Where the block with this key stands, counted from 1; 0 where it was taken out."""
    return draft.keys.index(key) + 1 if key in draft.keys else 0


def _kind(draft: Draft, place: int) -> str:
    kind = form_kind(draft.blocks[place - 1]) if place else ""
    return FORMS[kind].title if kind in FORMS else ""


def _shown(card: StudyCard, draft: Draft, place: int) -> Page | None:
    """The block as it reads now."""
    if not place:
        return None
    ready = read_draft(card, draft)
    return Page((build_page(ready.blocks, ready.values).parts[place - 1],), ())
