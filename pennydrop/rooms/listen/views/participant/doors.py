"""What every participant page has in common: open, quiet, and answering only our own forms."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.csrf import csrf_exempt

from pennydrop.core.documents import prose
from pennydrop.core.people.views.origins import from_ourselves
from pennydrop.core.vault.lookups import TooBusy
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.answers import NotADraft, StudyClosed
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.answers import study_by_slug
from pennydrop.rooms.listen.views.participant.place import wants_larger

View = Callable[..., HttpResponse]
# Links of the page around, to pages that know of larger text.
CARRYING = {
    "code_url": "listen:code", "words_url": "listen:words", "help_url": "inform:help",
    "looking_url": "support:looking",
}  # fmt: skip
METHODS = {"GET", "HEAD", "POST"}


def participant_page(view: View) -> View:
    """A page for anybody. It reads no session, sets none, and takes a form only from ourselves."""

    @csrf_exempt  # its token would set a cookie; `from_ourselves` stands in its place
    @login_not_required
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.quiet = True  # type: ignore[attr-defined]
        if request.method not in METHODS:
            return HttpResponse(status=405, headers={"Allow": ", ".join(sorted(METHODS))})
        if request.method == "POST" and not from_ourselves(request):
            return show(request, "refused", status=403)
        try:
            return view(request, *args, **kwargs)
        except TooBusy:
            return _with_retry(show(request, "busy", status=503))
        except StudyClosed:
            return show(request, "closed", status=410)
        except (KeyGone, NotADraft, TakenBack):
            return show(request, "gone", status=410)

    return page


def show(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render one of the participant templates.

    Until there is a place to keep it in, the wish for larger text travels in the address (`t=1`);
    a page that answers a form has a box to tick in its stead, as no link leads there again. The
    place whose poster led here (`w`) travels, too: `carry` is what links on the way to the first
    question add.
    """
    came_by, language = came_by_of(request), language_in(request)
    told = {"large": wants_larger(request), "came_by": came_by, **(context or {})}
    on_the_way = ({"w": told["came_by"]} if told["came_by"] else {}) | language
    size = {"t": "1"} if told["large"] else {}
    told["carry"] = _query(size | on_the_way)
    rest = {name: value for name, value in (size | on_the_way).items() if name != "l"}
    told["beside_language"] = f"&{urlencode(rest)}" if rest else ""
    told |= {name: reverse(to) + _query(size) for name, to in CARRYING.items()}
    other = {"t": "0" if told["large"] else "1"}
    told["size_url"] = request.path + _query(other | ({"w": came_by} if came_by else {}) | language)
    return render(request, f"listen/participant/{name}.html", told, status=status)


def _query(pairs: dict[str, Any]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""


def language_in(request: HttpRequest) -> dict[str, str]:
    """The number of the language that the address carries, before there is a place to keep it."""
    number = request.GET.get("l", "")
    return {"l": number} if number.isascii() and number.isdigit() and len(number) < 4 else {}


def came_by_of(request: HttpRequest) -> int:
    """The number of the place whose poster led here, as the address carries it; 0 for none."""
    number = request.GET.get("w", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def first_page(slug: str, came_by: int = 0) -> str:
    """Where a study begins; on what is made for a place, with the number of that place."""
    if came_by:
        return reverse("listen:start_at", args=[slug, came_by])
    return reverse("listen:start", args=[slug])


def asked_study(slug: str, *, closed_too: bool = False) -> Study:
    """The study at a neutral address. A draft is not there at all; a closed one says so."""
    study = study_by_slug(slug)
    if study is None or study.state == "draft":
        raise Http404
    if study.state == "closed" and not closed_too:
        raise StudyClosed("This study takes no answers.")
    return study


def common(study: Study, **more: Any) -> dict[str, Any]:
    """What templates are told of a study: neutral words only."""
    return {
        "title": study.public_title, "slug": study.slug, "invented": study.invented,
        "organisation": study.organisation.name, **more,
    }  # fmt: skip


def safe(markdown: str) -> SafeString:
    """A text written by staff, as HTML that `prose` has cleaned of everything else."""
    return mark_safe(prose.html(markdown))


def _with_retry(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = "5"
    return response
