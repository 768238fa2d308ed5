"""Easy words for those who write and sign them."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.documents.drawings import DRAWINGS
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do, signed_in
from pennydrop.rooms.inform.actions.easy import (
    sign_easy_words,
    take_easy_sign_off_back,
    write_easy_words,
)
from pennydrop.rooms.inform.forms.claims import SignForm
from pennydrop.rooms.inform.forms.easy import EasyForm
from pennydrop.rooms.inform.models import ClaimVersion, EasySignOff, EasyWording
from pennydrop.rooms.inform.queries.claims import claim_with_key, versions_of
from pennydrop.rooms.inform.queries.easy import easy_draft, easy_of, easy_work, newest_wordings
from pennydrop.rooms.inform.rules.easy import BadEasy
from pennydrop.rooms.inform.views.claims import SIGNS, named_here


@require_safe
def here(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """What lacks easy words or their sign-offs, and how far each guide has come."""
    enter(request, organisation, May.READ_ADVICE)
    work = easy_work(organisation, today=timezone.localdate())
    return render(request, "inform/easy/here.html", {"organisation": organisation, "work": work})


def write(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    """The easy words of one claim as readers would see them, and the form to write them anew."""
    version = _version(request, organisation, key)
    if request.method != "POST":
        return _page(request, version)
    enter(request, organisation, May.WRITE_ADVICE)
    form = EasyForm(request.POST, version=version.number)
    if form.is_valid() and form.cleaned_data["version"] != version.number:
        form.add_error(None, "The claim was changed while you wrote. Read it again first.")
    if form.is_valid():
        try:
            write_easy_words(
                version=version, new=form.words, by=actor(signed_in(request)), at=timezone.now()
            )
            messages.success(request, "Kept. The words wait for both sides to sign them.")
            return redirect("inform:easy", organisation, key)
        except BadEasy as why:
            form.add_error("lines", str(why))
    return _page(request, version, form)


@require_POST
def sign(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    """Answer for these words."""
    version = _version(request, organisation, key)
    wording = newest_wordings([version.pk]).get(version.pk)
    form = SignForm(request.POST)
    if wording is None:
        raise Http404
    if not form.is_valid():
        return _page(request, version, signing=form)
    enter(request, organisation, SIGNS[form.side_signed])
    said = form.cleaned_data
    try:
        if said["number"] != wording.number:
            raise BadEasy("They were changed while you read. Read them again before you sign.")
        sign_easy_words(
            wording=wording, side=form.side_signed, role=said["role"],
            review_by=said["review_by"], by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except BadEasy as why:
        form.add_error(None, str(why))
        return _page(request, version, signing=form)
    messages.success(request, "Signed. Thank you.")
    return redirect("inform:easy", organisation, key)


@require_POST
def unsign(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    """Take one's own sign-off back, or as somebody who writes advice anybody's."""
    version = _version(request, organisation, key)
    standing = EasySignOff.objects.filter(wording__version=version, ended_on=None)
    found = named_here(request, organisation, standing)
    take_easy_sign_off_back(signed=found, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Taken back. The easy words are off the public pages from now on.")
    return redirect("inform:easy", organisation, key)


def _version(request: HttpRequest, organisation: UUID, key: str) -> ClaimVersion:
    enter(request, organisation, May.READ_ADVICE)
    row = claim_with_key(organisation, key)
    if row is None or row.retired:
        raise Http404
    return versions_of(row)[0]


def _page(
    request: HttpRequest,
    version: ClaimVersion,
    form: EasyForm | None = None,
    signing: SignForm | None = None,
) -> HttpResponse:
    organisation = version.claim.organisation
    wording = newest_wordings([version.pk]).get(version.pk)
    words = easy_of([version.pk]).get(version.pk)
    signed = list(wording.signoffs.filter(ended_on=None)) if wording else []
    context = {
        "version": version,
        "organisation": organisation,
        "page": easy_draft(version, words, today=timezone.localdate()),
        "words": words,
        "signed": signed,
        "me": actor(signed_in(request)),
        "form": form or EasyForm(version=version.number, words=words),
        "signing": signing or SignForm(initial={"number": wording.number if wording else 0}),
        "sides": _sides(request, organisation, wording, signed),
        "pictures": DRAWINGS,
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
    }
    wrong: list[Form | None] = [form, signing]
    status = 422 if any(one is not None and one.errors for one in wrong) else 200
    return render(request, "inform/easy/words.html", context, status=status)


def _sides(
    request: HttpRequest,
    organisation: UUID,
    wording: EasyWording | None,
    signed: list[EasySignOff],
) -> list[tuple[str, str]]:
    """The sides that this person may sign for: not both of the same words."""
    me = actor(signed_in(request))
    other = {one.side for one in signed if one.by == me}
    return [
        (side.value, side.value)
        for side, act in SIGNS.items()
        if wording and may_do(request, organisation, act) and other <= {side.value}
    ]
