"""The directory for anybody. It sets nothing, reads no session, and asks nobody where they are."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from pennydrop.rooms.inform.forms.finding import FindForm
from pennydrop.rooms.inform.queries.services import (
    Listed,
    laws,
    listed,
    nearby,
    public_rows,
    public_service,
    was_listed,
)
from pennydrop.rooms.inform.rules.near import Meant, Spot, place_meant

A_PAGE = 20


# A place that is typed travels in the body of the form: an address would keep it in the phone's
# history and in the logs of machines between. Nothing is changed by it, so there is no token, whose
# cookie would stay on the phone.
@csrf_exempt
@login_not_required
def services(request: HttpRequest) -> HttpResponse:
    """Every service by name; by what it offers and where; or by how near it is to a typed place."""
    request.quiet = True  # type: ignore[attr-defined]
    form = FindForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    place = form.cleaned_data.get("place", "").strip()
    if request.method == "POST" and not place:
        return redirect(reverse("inform:services") + "?" + urlencode(form.query, doseq=True))
    if request.method == "POST":
        return _near(request, form, place_meant(place))
    pages = Paginator(public_rows(form.wanted), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    keys = [row.pk for row in page.object_list]
    here = listed(public_rows().filter(pk__in=keys), today=timezone.localdate())
    return _show(request, form, here, page=page, total=pages.count)


@login_not_required
@require_safe
def service(request: HttpRequest, service: UUID) -> HttpResponse:
    """One service: what is known, who says so, and how old it is."""
    request.quiet = True  # type: ignore[attr-defined]
    found = public_service(service, today=timezone.localdate())
    if found is not None:
        return render(request, "inform/services/service.html", {"one": found})
    status = 410 if was_listed(service) else 404
    return render(request, "inform/services/gone.html", {"was": status == 410}, status=status)


@login_not_required
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """How safe-use facilities, drug checking and the like stand in law, by nation."""
    request.quiet = True  # type: ignore[attr-defined]
    here = laws()
    context = {"laws": here, "all_invented": bool(here) and all(one.invented for one in here)}
    return render(request, "inform/services/law.html", context)


def _near(request: HttpRequest, form: FindForm, meant: Meant) -> HttpResponse:
    if meant.spot is None:
        return _show(request, form, [], choices=meant.others, unknown=not meant.others)
    found = nearby(form.wanted, meant.spot.point, today=timezone.localdate())
    here = [*found.near, *found.anywhere, *found.unplaced]
    others: tuple[Spot, ...] = meant.others
    return _show(request, form, here, spot=meant.spot, found=found, choices=others)


def _show(
    request: HttpRequest, form: FindForm, here: Iterable[Listed], **more: object
) -> HttpResponse:
    shown = list(here)
    invented = any(one.invented for one in shown)
    context = {"form": form, "here": shown, "invented_here": invented, **more}
    return render(request, "inform/services/list.html", context)
