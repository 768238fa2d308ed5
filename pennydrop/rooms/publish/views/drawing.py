"""Choose the other studies that a document draws on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.core.people.queries import actor
from pennydrop.rooms.publish.actions.drawing import draw_on
from pennydrop.rooms.publish.forms import StudiesForm
from pennydrop.rooms.publish.queries.drawing import studies_to_draw_on
from pennydrop.rooms.publish.views import draft_for, frame, signed_in


def drawing(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Which other studies quotes may be picked from."""
    card, draft = draft_for(request, study, document)
    found = studies_to_draw_on(card)
    form = StudiesForm(request.POST or None, initial={"studies": list(map(str, draft.others))})
    form.offer({str(one.id): one.title for one in found})
    if request.method == "POST" and form.is_valid():
        others = [UUID(one) for one in form.cleaned_data["studies"]]
        draw_on(draft=draft, study=card, others=others, by=actor(signed_in(request)),
                at=timezone.now())  # fmt: skip
        messages.success(request, "Saved. Quotes can be picked from these studies now.")
        return redirect("publish:draft", study=card.id, document=draft.id)
    context = {"form": form, "found": found}
    return render(
        request, "publish/drawing.html", {**frame(request, card, "publish:draft", draft), **context}
    )
