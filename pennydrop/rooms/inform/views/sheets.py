"""A guide to print on one sheet. Sets nothing and reads no session."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pennydrop.core.documents.pdf.render import CannotPrint
from pennydrop.rooms.inform.queries.guides import public_guide
from pennydrop.rooms.inform.queries.sheets import sheet_pdf


@login_not_required
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet as it stands today; its name on a disk says nothing of what it is about."""
    today = timezone.localdate()
    guide = public_guide(slug, today=today)
    if guide is None or guide.page.empty:
        raise Http404
    address = settings.SITE + reverse("inform:guide", args=[slug])
    try:
        content = sheet_pdf(guide, address=address, on=today)
    except CannotPrint:
        raise Http404 from None
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="sheet-{today:%Y-%m-%d}.pdf"'
    return answer
