"""Write one block: a new one, or what stands there already."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.documents.actions import Stale
from pennydrop.core.documents.blocks import Blank, Block, QuoteRef, Theme
from pennydrop.core.documents.page import Page, build_page
from pennydrop.core.documents.queries import revision
from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.actions.drafts import Copied, put_block, put_blocks
from pennydrop.rooms.publish.actions.photos import TooManyPhotos, put_photo
from pennydrop.rooms.publish.forms import (
    FORMS,
    BlockForm,
    Choice,
    PhotoForm,
    form_for,
    form_kind,
)
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.drafts import Draft, theme_before
from pennydrop.rooms.publish.queries.drawing import quotes_for
from pennydrop.rooms.publish.queries.template import theme_blocks
from pennydrop.rooms.publish.rules.filling import STUDY_PLACES, THEME_PLACES
from pennydrop.rooms.publish.views import draft_for, frame, signed_in
from pennydrop.rooms.publish.views.drafts import whole
from pennydrop.rooms.understand.public.questions import questions_of
from pennydrop.rooms.understand.public.quotes import quotes_of
from pennydrop.rooms.understand.public.themes import themes_of


@dataclass
class Desk:
    """What somebody is writing: which block, where, and on which revision it rests."""

    request: HttpRequest
    study: StudyCard
    draft: Draft
    form: BlockForm
    place: int
    new: bool
    based_on: int

    def save(self) -> None:
        told: dict[str, Any] = {
            "draft": self.draft, "place": self.place,
            "based_on": self.based_on, "by": actor(signed_in(self.request)), "at": timezone.now(),
        }  # fmt: skip
        if self.new and self.form.cleaned_data.get("whole"):
            put_blocks(blocks=[*self.whole_theme()], **told)
        elif isinstance(self.form, PhotoForm) and self.form.photo:
            put_photo(photo=self.form.photo, block=self.form.block, new=self.new, **told)
        else:
            put_block(block=self.form.block, new=self.new, **told)

    def whole_theme(self) -> list[Block]:
        """A theme's section: its title as chosen, then narrative, quotes and key insight."""
        wanted = self.form.cleaned_data["theme_id"]
        theme = next(card for card in themes_of(self.study.id) if str(card.id) == wanted)
        quotes = [q for q in quotes_of(self.study.id) if q.theme == theme.id and not q.blocks]
        return [self.form.block, *list(theme_blocks(theme, quotes))[1:]]

    def show(self, **more: Any) -> HttpResponse:
        if isinstance(self.form, PhotoForm):
            self.form.say_again()
        context = {
            "form": self.form,
            "place": self.place,
            "new": self.new,
            "based_on": self.based_on,
            "places": {**STUDY_PLACES, **THEME_PLACES}.items(),
            "takes_places": bool({"markdown", "items", "alt"} & set(self.form.fields)),
            **more,
        }
        return render(
            self.request,
            "publish/block.html",
            {**frame(self.request, self.study, "publish:draft", self.draft), **context},
        )

    @property
    def home(self) -> str:
        return reverse("publish:draft", args=[self.study.id, self.draft.id])

    def done(self) -> HttpResponse:
        messages.success(self.request, "Saved.")
        return redirect(f"{self.home}#edit-{self.place}")


def add(request: HttpRequest, study: UUID, document: UUID, kind: str) -> HttpResponse:
    """A new block, before what stands at `place` now."""
    card, draft = draft_for(request, study, document)
    if kind not in FORMS:
        raise Http404
    place = max(1, min(whole(request, "place"), len(draft.blocks) + 1))
    choice = replace(_choice(card, draft, place), picked=request.GET.get("pick", ""))
    form = form_for(
        kind, data=request.POST or None, files=request.FILES or None, block=None, choice=choice
    )
    return _write(Desk(request, card, draft, form, place, True, _based_on(request, draft)))


def choose(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Which kind of block to add."""
    card, draft = draft_for(request, study, document)
    place = whole(request, "place")
    kinds = [
        {"title": form.title, "about": form.about,
         "url": f"{reverse('publish:add', args=[card.id, draft.id, kind])}?place={place}"}
        for kind, form in FORMS.items()
    ]  # fmt: skip
    return render(
        request,
        "publish/choose.html",
        {**frame(request, card, "publish:draft", draft), "kinds": kinds, "place": place},
    )


def edit(request: HttpRequest, study: UUID, document: UUID, place: int) -> HttpResponse:
    """What stands at `place`, to be changed."""
    card, draft = draft_for(request, study, document)
    based_on = _based_on(request, draft)
    block = _block_at(draft, place, based_on)
    blank = block if isinstance(block, Blank) else None
    kind = form_kind(block)
    if kind not in FORMS:
        raise Http404
    choice = _choice(card, draft, place, block)
    written = None if blank else block
    form = form_for(
        kind, data=request.POST or None, files=request.FILES or None, block=written, choice=choice
    )
    form.guidance = blank.guidance if blank else ""
    return _write(Desk(request, card, draft, form, place, False, based_on))


def _choice(card: StudyCard, draft: Draft, place: int, block: Block | None = None) -> Choice:
    others = [b for b in draft.blocks if b != block]
    return Choice(
        quotes_for(draft),
        themes_of(card.id),
        theme_before(draft.blocks, place),
        frozenset(b.quote_id for b in others if isinstance(b, QuoteRef)),
        frozenset(b.theme_id for b in others if isinstance(b, Theme)),
        {str(one.id): one.name for one in questions_of(card.id)},
    )


def _write(desk: Desk) -> HttpResponse:
    if desk.request.method != "POST" or not desk.form.is_valid():
        return desk.show()
    try:
        desk.save()
    except (Copied, TooManyPhotos) as refused:
        desk.form.add_error(None, str(refused))
        return desk.show()
    except Stale as stale:
        return _both(desk, stale)
    return desk.done()


def _both(desk: Desk, stale: Stale) -> HttpResponse:
    """Somebody saved meanwhile: theirs stands, ours is kept in the form, and the writer decides.

    A block is found again by its key, wherever theirs moved it; where they changed that very
    block, or took it out, that is said, and both versions are shown.
    """
    before = revision(desk.draft.id, desk.based_on)
    theirs = None
    if before and not desk.new:
        found = _again(before.keys[desk.place - 1], desk.draft)
        if found is None:
            desk.new, desk.place = True, min(desk.place, len(desk.draft.blocks) + 1)
        else:
            touched = desk.draft.blocks[found - 1] != before.blocks[desk.place - 1]
            desk.place = found
            theirs = _shown(desk) if touched else None
    desk.based_on = desk.draft.number
    return desk.show(stale=stale, theirs=theirs, theirs_by=name_of(desk.draft.by))


def _again(key: str, draft: Draft) -> int | None:
    """Where the block with this key stands by now, counted from 1."""
    return draft.keys.index(key) + 1 if key in draft.keys else None


def _shown(desk: Desk) -> Page:
    """The block at our place as they left it."""
    ready = read_draft(desk.study, desk.draft)
    return Page((build_page(ready.blocks, ready.values).parts[desk.place - 1],), ())


def _based_on(request: HttpRequest, draft: Draft) -> int:
    return whole(request, "based_on") if request.method == "POST" else draft.number


def _block_at(draft: Draft, place: int, based_on: int) -> Block:
    """The block that the writer had before them, in the revision they had before them."""
    seen = draft.blocks if based_on == draft.number else ()
    if not seen:
        before = revision(draft.id, based_on)
        seen = before.blocks if before else ()
    if not 1 <= place <= len(seen):
        raise Http404
    return seen[place - 1]
