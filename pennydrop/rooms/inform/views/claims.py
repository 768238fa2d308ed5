"""One claim: its words, its sources, who answers for it, and what it was before."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do, signed_in
from pennydrop.rooms.inform.actions.claims import (
    retire_claim,
    review_again,
    take_sign_off_back,
    write_claim,
)
from pennydrop.rooms.inform.forms.claims import ClaimForm, SignForm
from pennydrop.rooms.inform.models import Claim, ClaimVersion, EasySignOff, SignOff
from pennydrop.rooms.inform.queries.claims import claim_with_key, versions_of
from pennydrop.rooms.inform.queries.course_questions import course_behind
from pennydrop.rooms.inform.queries.guides import guides_that_name
from pennydrop.rooms.inform.queries.stored import claim_text
from pennydrop.rooms.inform.queries.walk import is_sound
from pennydrop.rooms.inform.rules.claims import Kind, Side, standing
from pennydrop.rooms.inform.rules.selfcheck import TABLE_KEY
from pennydrop.rooms.inform.rules.writing import BadClaim

# Emergency steps and helplines never leave: they stay, and staff are told.
TAKEN_BACK = {
    False: "Taken back. The claim is off the public pages from now on.",
    True: "Taken back. This stays on the public pages, and says that it is not in order.",
}
Signed = TypeVar("Signed", SignOff, EasySignOff)
SIGNS = {Side.LIVED: May.SIGN_LIVED, Side.CLINICAL: May.SIGN_CLINICAL}


def claim(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    row = _claim(request, organisation, key)
    return _page(request, row)


def add(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """A new claim."""
    enter(request, organisation, May.WRITE_ADVICE)
    form = ClaimForm(
        request.POST or None, taken=lambda key: bool(claim_with_key(organisation, key))
    )
    return _write(request, organisation, form, None)


def edit(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    """Other words or sources: a new version, which begins unsigned."""
    row = _claim(request, organisation, key, May.WRITE_ADVICE)
    text = claim_text(versions_of(row)[0])
    form = ClaimForm(request.POST or None, text=text)
    return _write(request, organisation, form, row)


@require_POST
def sign(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    """Answer for these words."""
    row = _claim(request, organisation, key)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    enter(request, organisation, SIGNS[form.side_signed])
    if key == TABLE_KEY and not is_sound(organisation, today=timezone.localdate()):
        form.add_error(None, "The robot found a fault in the table: it cannot be signed so.")
        return _page(request, row, form)
    version = versions_of(row)[0]
    if version.number != form.cleaned_data["number"]:
        form.add_error(None, "It was changed while you read. Read it again before you sign.")
        return _page(request, row, form)
    try:
        review_again(
            version=version,
            side=form.side_signed,
            role=form.cleaned_data["role"],
            review_by=form.cleaned_data["review_by"],
            by=actor(signed_in(request)),
            at=timezone.now(),
        )
    except BadClaim as why:
        form.add_error(None, str(why))
        return _page(request, row, form)
    messages.success(request, "Signed. Thank you.")
    return redirect("inform:claim", organisation, key)


def named_here(request: HttpRequest, organisation: UUID, standing_here: Iterable[Signed]) -> Signed:
    """The sign-off that a form names. Raises Http404 when none of these is it, and PermissionDenied
    when it is another's and whoever asks may not write advice."""
    wanted = request.POST.get("signed", "")
    found = next((one for one in standing_here if str(one.pk) == wanted), None)
    if found is None:
        raise Http404
    if found.by != actor(signed_in(request)):
        enter(request, organisation, May.WRITE_ADVICE)
    return found


@require_POST
def unsign(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    """Take one's own sign-off back, or as somebody who writes advice anybody's."""
    row = _claim(request, organisation, key)
    found = named_here(
        request, organisation, SignOff.objects.filter(version__claim=row, ended_on=None)
    )
    take_sign_off_back(signed=found, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, TAKEN_BACK[Kind(found.version.kind).stays])
    return redirect("inform:claim", organisation, key)


@require_POST
def retire(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    row = _claim(request, organisation, key, May.WRITE_ADVICE)
    retire_claim(claim=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Out of use. Edit it to bring it back.")
    return redirect("inform:claim", organisation, key)


def _claim(request: HttpRequest, organisation: UUID, key: str, act: May = May.READ_ADVICE) -> Claim:
    enter(request, organisation, act)
    row = claim_with_key(organisation, key)
    if row is None:
        raise Http404
    return row


def _write(
    request: HttpRequest, organisation: UUID, form: ClaimForm, row: Claim | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = write_claim(
                organisation=organisation,
                new=form.claim,
                why=form.cleaned_data.get("why", ""),
                by=actor(signed_in(request)),
                at=timezone.now(),
            )
            return redirect("inform:claim", organisation, made.key)
        except BadClaim as why:
            form.add_error(None, str(why))
    context = {"form": form, "organisation": organisation, "claim": row}
    status = 422 if form.errors else 200
    return render(request, "inform/claim_form.html", context, status=status)


def _page(request: HttpRequest, row: Claim, form: SignForm | None = None) -> HttpResponse:
    versions = versions_of(row)
    current = versions[0]
    signed = [one for one in current.signoffs.all() if one.ended_on is None]
    text = claim_text(current, signed)
    context = {
        "claim": row,
        "current": current,
        "text": text,
        "for_table": row.key == TABLE_KEY,
        "for_course": course_behind(row),
        "standing": standing(text, today=timezone.localdate()),
        "signed": signed,
        "me": actor(signed_in(request)),
        "form": form or SignForm(initial={"number": current.number}),
        "sides": sides_for(request, row, current),
        "versions": versions,
        "guides": guides_that_name(row.organisation, row.key),
        "may_write": may_do(request, row.organisation, May.WRITE_ADVICE),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "inform/claim.html", context, status=status)


def sides_for(request: HttpRequest, row: Claim, current: ClaimVersion) -> list[tuple[str, str]]:
    """The sides that this person may sign for: not both of one version."""
    me = actor(signed_in(request))
    other = {one.side for one in current.signoffs.all() if one.by == me and one.ended_on is None}
    return [
        (side.value, side.value)
        for side, act in SIGNS.items()
        if may_do(request, row.organisation, act) and other <= {side.value}
    ]
