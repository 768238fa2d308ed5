"""Certificates: checked by anybody who was given the code, printed and deleted by their owner."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.views.origins import open_form
from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.inform.actions.certificates import delete_certificate
from pennydrop.rooms.inform.models import Certificate
from pennydrop.rooms.inform.queries.certificate_pdf import certificate_pdf
from pennydrop.rooms.inform.queries.certificates import (
    CertificateView,
    certificate_with_code,
    own_certificate,
)
from pennydrop.rooms.inform.rules.certificates import grouped, read_code

OWN = "certificate"


def own_address(certificate: Certificate) -> str:
    """Where the owner finds it: whoever has this address may delete it."""
    ticket = close_ticket({"id": certificate.pk.hex}, purpose=OWN)
    return reverse("inform:certificate-own", args=[ticket])


@login_not_required
def check(request: HttpRequest) -> HttpResponse:
    """Type a code. There is no list to look through."""
    typed = request.GET.get("code", "")
    code = read_code(typed)
    if code is not None:
        return redirect("inform:certificate", grouped(code))
    context = {"typed": typed, "error": "That is no whole code: it has 16 letters and figures."}
    if not typed:
        context["error"] = ""
    return render(request, "inform/certificate_check.html", context)


@login_not_required
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Who passed what and when, and what has changed since."""
    found = certificate_with_code(code, today=timezone.localdate())
    if found is None:
        return render(request, "inform/no_certificate.html", status=404)
    return render(request, "inform/certificate.html", _told(found))


@login_not_required
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate to print."""
    found = certificate_with_code(code, today=timezone.localdate())
    if found is None:
        raise Http404
    address = settings.SITE + reverse("inform:certificate", args=[grouped(found.row.code)])
    answer = HttpResponse(certificate_pdf(found, address=address), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return answer


@open_form
def own(request: HttpRequest, ticket: str) -> HttpResponse:
    """The owner's page: print it, hand on its code, delete it."""
    held = open_ticket(ticket, purpose=OWN)
    found = own_certificate(UUID(held["id"]), today=timezone.localdate()) if held else None
    if found is None:
        return render(request, "inform/no_certificate.html", status=404)
    if request.method != "POST":
        return render(request, "inform/certificate_own.html", _told(found))
    delete_certificate(certificate=found.row, by="owner", at=timezone.now())
    return render(request, "inform/certificate_deleted.html")


def _told(found: CertificateView) -> dict[str, object]:
    code = grouped(found.row.code)
    return {
        "certificate": found.row, "found": found, "code": code,
        "code_words": code.replace("-", " "),
    }  # fmt: skip
