"""People and their roles: for coordinators and deputies; and everybody's first sign-in."""

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.actions import (
    LastCoordinator,
    NameTaken,
    add_person,
    change_role,
    choose_password,
    require_second_factor,
)
from pennydrop.core.people.forms import AddPerson, ChooseRole, Welcome
from pennydrop.core.people.models import Membership, Organisation, User
from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import MAY, May, Role
from pennydrop.core.people.views.doors import signed_in
from pennydrop.core.people.welcome import person_behind, welcome_path


def _mine(request: HttpRequest) -> Organisation:
    """The organisation whose people this account looks after."""
    found: list[UUID] = organisations_where(signed_in(request), May.MANAGE_PEOPLE)
    if not found:
        raise PermissionDenied("Only a coordinator or deputy can see who works here.")
    return Organisation.objects.get(pk=found[0])


def _colleague(organisation: Organisation, user: int) -> User:
    member = Membership.objects.filter(organisation=organisation, user=user)
    if not member.exists():
        raise Http404
    return get_object_or_404(User, pk=user)


def _page(request: HttpRequest, organisation: Organisation, **more: object) -> HttpResponse:
    members = Membership.objects.filter(organisation=organisation).select_related("user")
    rows = [
        {
            "user": member.user,
            "role": Role(member.role).label,
            "form": ChooseRole(initial={"role": member.role}, prefix=str(member.user.pk)),
            "second": is_mfa_enabled(member.user),
            "waiting": not member.user.has_usable_password(),
        }
        for member in members.order_by("user__name")
    ]
    roles = [(role.label, sorted(act.value for act in acts)) for role, acts in MAY.items()]
    context = {"organisation": organisation, "rows": rows, "roles": roles, **more}
    return render(request, "people/list.html", context)


def people(request: HttpRequest) -> HttpResponse:
    return _page(request, _mine(request), form=AddPerson())


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    organisation, form = _mine(request), AddPerson(request.POST)
    if form.is_valid():
        try:
            made = add_person(
                **{**form.cleaned_data, "role": Role(form.cleaned_data["role"])},
                organisation=organisation.pk,
                password=None,
                by=_by(request),
                at=timezone.now(),
            )
        except NameTaken as problem:
            form.add_error("username", str(problem))
        else:
            link = request.build_absolute_uri(welcome_path(made))
            return _page(request, organisation, form=AddPerson(), link=link, link_for=made)
    return _page(request, organisation, form=form)


@require_POST
def link(request: HttpRequest, user: int) -> HttpResponse:
    """A new first sign-in link, for somebody who lost theirs or forgot the password."""
    organisation = _mine(request)
    colleague = _colleague(organisation, user)
    link = request.build_absolute_uri(welcome_path(colleague))
    return _page(request, organisation, form=AddPerson(), link=link, link_for=colleague)


@require_POST
def role(request: HttpRequest, user: int) -> HttpResponse:
    organisation = _mine(request)
    colleague = _colleague(organisation, user)
    form = ChooseRole(request.POST, prefix=str(user))
    if not form.is_valid():
        messages.error(request, "That role is not one of the list.")
        return redirect("people:list")
    chosen = form.cleaned_data["role"]
    try:
        change_role(
            user=colleague,
            organisation=organisation.pk,
            role=Role(chosen) if chosen else None,
            by=_by(request),
            at=timezone.now(),
        )
    except LastCoordinator as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Saved what {colleague} may do.")
    return redirect("people:list")


@require_POST
def second_factor(request: HttpRequest) -> HttpResponse:
    organisation = _mine(request)
    required = request.POST.get("required") == "yes"
    require_second_factor(
        organisation=organisation.pk, required=required, by=_by(request), at=timezone.now()
    )
    return redirect("people:list")


@login_not_required
def welcome(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Choose a first password, through a link that a colleague handed over."""
    person = person_behind(key, token)
    if person is None:
        return render(request, "people/welcome_used.html", status=410)
    form = Welcome(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose_password(
            user=person,
            password=form.cleaned_data["new_password1"],
            by=actor(person),
            at=timezone.now(),
        )
        messages.success(request, f"Your password is set. Sign in as {person.username}.")
        return redirect("account_login")
    return render(request, "people/welcome.html", {"form": form, "person": person})


def _by(request: HttpRequest) -> str:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return actor(request.user)
