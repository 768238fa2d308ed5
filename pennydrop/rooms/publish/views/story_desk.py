"""Where the team writes stories down, signs them, and ends one on its teller's wish."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor, name_of, organisations_where, places_of
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, entered, may_do, signed_in
from pennydrop.core.vault.codes import group_code, say_code
from pennydrop.core.vault.lookups import TooBusy
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.actions.stories import (
    Begun,
    NotNow,
    begin_story,
    sign_story,
    take_story_back,
    word_anew,
)
from pennydrop.rooms.publish.forms.stories import NewStoryForm, StoryForm
from pennydrop.rooms.publish.models import Story
from pennydrop.rooms.publish.queries.stories import (
    StoryView,
    pointers_in,
    stories_in,
    story_view,
)
from pennydrop.rooms.publish.rules.stories import PARTS, BadStory, Gap, Teller

REFUSED = (BadStory, NotNow, Copied, TooBusy)


def here(request: HttpRequest) -> HttpResponse:
    """Every story of the organisations in which somebody writes findings or signs passages."""
    user = signed_in(request)
    mine = {*organisations_where(user, May.WRITE_FINDINGS), *organisations_where(user, May.SIGN)}
    writes = organisations_where(user, May.WRITE_FINDINGS)
    places = [place for place in places_of(user) if place.organisation in writes]
    context = {"views": stories_in(mine), "places": places}
    return render(request, "publish/stories/here.html", context)


def add(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Write a first wording down; its teller's code is shown once."""
    enter(request, organisation, May.WRITE_FINDINGS)
    form = NewStoryForm(organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = _begun(request, organisation, form)
        if begun and begun.code:
            context = {"story": begun.story, "code": group_code(begun.code),
                       "spoken": say_code(begun.code)}  # fmt: skip
            return render(request, "publish/stories/told_code.html", context)
        if begun:
            return redirect("publish:story-kept", begun.story.pk)
    return _form(request, form, "Write a story down")


def story(request: HttpRequest, story: UUID) -> HttpResponse:
    """One story as it stands, with what it waits for."""
    row = _row(request, story)
    view = story_view(row)
    newest = view.newest
    context = {
        "view": view, "newest": newest,
        "pointers": pointers_in(newest.text) if newest and newest.text else [],
        "signed_by": [name_of(by) for by in newest.signers] if newest else [],
        "may_sign": bool(newest) and _may_sign(request, row, view),
        "may_write": may_do(request, row.organisation, May.WRITE_FINDINGS),
        "may_end": may_do(request, row.organisation, May.WITHDRAW) and not row.ended_on,
    }  # fmt: skip
    return render(request, "publish/stories/kept.html", context)


def edit(request: HttpRequest, story: UUID) -> HttpResponse:
    """Word it anew. The wording that is out stays out until the new one has every yes."""
    row = _row(request, story)
    enter(request, row.organisation, May.WRITE_FINDINGS)
    newest = story_view(row).newest
    if newest is None or newest.text is None:
        raise Http404
    text = newest.text
    first = {"title": text.title, "note": text.note, "told": text.told.value}
    first |= {name: getattr(text, name) for name, _ in PARTS}
    form = StoryForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            word_anew(story=row, text=form.text, by=_by(request), at=timezone.now())
        except REFUSED as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Kept. Its teller reads these words back, and two sign them.")
            return redirect("publish:story-kept", row.pk)
    return _form(request, form, "Word it anew", row)


@require_POST
def sign(request: HttpRequest, story: UUID) -> HttpResponse:
    row = _row(request, story)
    enter(request, row.organisation, May.SIGN)
    try:
        sign_story(
            story=row, number=int(request.POST.get("number", "0")), by=_by(request),
            at=timezone.now(),
        )  # fmt: skip
    except (NotNow, ValueError) as why:
        messages.error(request, str(why))
    else:
        messages.success(request, "Signed.")
    return redirect("publish:story-kept", row.pk)


@require_POST
def end(request: HttpRequest, story: UUID) -> HttpResponse:
    """Take it back on its teller's wish, where they have lost their code or ask a person."""
    row = _row(request, story)
    enter(request, row.organisation, May.WITHDRAW)
    if not row.ended_on:
        take_story_back(story=row, by=_by(request), at=timezone.now())
        messages.success(request, "It is gone everywhere.")
    return redirect("publish:stories-here")


def _begun(request: HttpRequest, organisation: UUID, form: NewStoryForm) -> Begun | None:
    try:
        return begin_story(
            organisation=organisation, teller=Teller(form.cleaned_data["teller"]), text=form.text,
            by=_by(request), at=timezone.now(), **form.who,
        )  # fmt: skip
    except REFUSED as why:
        form.add_error(None, str(why) or "Many people ask at once. Please try again in a moment.")
        return None


def _form(
    request: HttpRequest, form: StoryForm, title: str, row: Story | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "story": row}
    status = 422 if form.errors else 200
    return render(request, "publish/stories/form.html", context, status=status)


def _row(request: HttpRequest, story: UUID) -> Story:
    """The story, for those who write findings; and for those who sign passages."""
    row = Story.objects.filter(pk=story).first()
    signs: dict[str, Any] = {"act": May.SIGN}
    if row is not None and may_do(request, row.organisation, May.WRITE_FINDINGS):
        signs = {"act": May.WRITE_FINDINGS}
    return entered(request, row, **signs)


def _may_sign(request: HttpRequest, row: Story, view: StoryView) -> bool:
    newest = view.newest
    open_still = newest is not None and newest.text is not None and Gap.SIGNED in newest.gaps
    by = _by(request)
    return open_still and newest is not None and by not in newest.signers and may_do(
        request, row.organisation, May.SIGN
    )  # fmt: skip


def _by(request: HttpRequest) -> str:
    return actor(signed_in(request))
