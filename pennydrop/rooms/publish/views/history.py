"""What became of a draft: who saved when, what changed, and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.actions import Stale
from pennydrop.core.documents.comparing import Change, Mark
from pennydrop.core.documents.queries import history, newest_revision
from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.publish.actions.drafts import Copied, NoSuchRevision, go_back
from pennydrop.rooms.publish.forms import FORMS, form_kind
from pennydrop.rooms.publish.queries.history import beside
from pennydrop.rooms.publish.views import draft_for, frame, signed_in
from pennydrop.rooms.publish.views.drafts import whole

SAID = {
    Mark.ADDED: "added",
    Mark.REMOVED: "taken out",
    Mark.CHANGED: "changed",
    Mark.MOVED: "moved",
}


def revisions(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Every revision, newest first."""
    card, draft = draft_for(request, study, document)
    lines = [
        {"number": line.number, "by": name_of(line.by), "at": line.at} for line in history(draft.id)
    ]
    return render(
        request,
        "publish/history.html",
        {**frame(request, card, "publish:draft", draft), "lines": lines},
    )


def compared(request: HttpRequest, study: UUID, document: UUID, number: int) -> HttpResponse:
    """A revision beside an earlier one, or beside the one before it."""
    card, draft = draft_for(request, study, document)
    earlier = whole(request, "with") if request.GET.get("with") else number - 1
    found = beside(draft, max(1, min(earlier, number)), number)
    if found is None:
        raise Http404
    context = {
        "beside": found,
        "before_by": name_of(found.before.by),
        "after_by": name_of(found.after.by),
        "numbers": range(1, draft.number + 1),
        "rows": [_row(change) for change in found.changes if change.mark is not Mark.SAME],
        "same": sum(change.mark is Mark.SAME for change in found.changes),
    }
    return render(
        request,
        "publish/compared.html",
        {**frame(request, card, "publish:draft", draft), **context},
    )


def _row(change: Change) -> dict[str, Any]:
    kind = form_kind(change.block)
    said = SAID[change.mark]
    if change.moved and change.mark is Mark.CHANGED:
        said = "moved and changed"
    return {
        "kind": FORMS[kind].title if kind in FORMS else kind,
        "said": said,
        "runs": change.runs,
    }


@require_POST
def back(request: HttpRequest, study: UUID, document: UUID, number: int) -> HttpResponse:
    """Make an earlier revision the newest again."""
    card, draft = draft_for(request, study, document)
    try:
        saved = go_back(
            draft=draft, number=number, based_on=whole(request, "based_on"),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except NoSuchRevision:
        raise Http404 from None
    except Stale as stale:
        newest = newest_revision(draft.id)
        who = name_of(newest.by) if newest else ""
        messages.warning(
            request, f"{who} saved revision {stale.newest} meanwhile. Look at it first."
        )
        return redirect("publish:history", study=card.id, document=draft.id)
    except Copied as copied:
        messages.error(request, str(copied))
        return redirect("publish:history", study=card.id, document=draft.id)
    messages.success(request, f"Revision {saved} reads as revision {number} did.")
    return redirect("publish:draft", study=card.id, document=draft.id)
