"""Where a teller reads their story back with their code, and says yes, change it, or take it away.
No cookie is set, and nothing is kept of who looked."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from pennydrop.core.people.views.origins import from_ourselves
from pennydrop.core.vault.codes import BadCode, read_code
from pennydrop.core.vault.lookups import TooBusy, lookup_of
from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.listen.public import participant_with
from pennydrop.rooms.publish.actions.stories import NotNow, answer_story, take_story_back
from pennydrop.rooms.publish.queries.stories import StoryView, stories_under
from pennydrop.rooms.publish.rules.stories import Reply

PURPOSE = "own stories"
NOT_THERE = (
    "No story is kept under this code. Check it. If you took it back, that is how it should be."
)
CHOICES = (
    ("yes", _("Yes, exactly like this")),
    ("change", _("Change something first")),
    ("no", _("No, not now")),
    ("back", _("Take it back for good")),
)
View = Callable[[HttpRequest], HttpResponse]


def _own(view: View) -> View:
    """A page for anybody, which may have to ask for patience: each try costs a slow hash."""

    @csrf_exempt  # its token would set a cookie; `from_ourselves` stands in its place
    @login_not_required
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        request.quiet = True  # type: ignore[attr-defined]
        if request.method == "POST" and not from_ourselves(request):
            return redirect("publish:own-stories")
        try:
            return view(request)
        except TooBusy:
            answer = _again(request, "Many people ask at once. Please try again in a moment.")
            answer.status_code = 503
            answer.headers["Retry-After"] = "5"
            return answer

    return page


@_own
def mine(request: HttpRequest) -> HttpResponse:
    """Where a code opens the stories of whoever holds it."""
    if request.method != "POST":
        return render(request, "publish/stories/code.html")
    try:
        lookup = lookup_of(read_code(request.POST.get("code", "")[:400]))
    except BadCode as problem:
        return _again(request, str(problem))
    found = stories_under(lookup, participant_with(lookup))
    if not found:
        return _again(request, NOT_THERE)
    return _read_back(request, found, lookup)


@_own
def say(request: HttpRequest) -> HttpResponse:
    """What they say to the words that stood on the page before."""
    ticket = open_ticket(request.POST.get("ticket", ""), purpose=PURPOSE)
    if request.method != "POST" or ticket is None:
        return redirect("publish:own-stories")
    lookup = str(ticket["lookup"])
    found = stories_under(lookup, participant_with(lookup))
    view = next((one for one in found if one.story.slug == request.POST.get("story")), None)
    if view is None:
        return _again(request, NOT_THERE)
    wish = request.POST.get("reply", "")
    if wish == "back":
        return _back(request, view)
    try:
        _answer(request, view, wish)
    except (NotNow, ValueError) as why:
        told = str(why) if isinstance(why, NotNow) else "Choose one of the answers."
        return _read_back(request, found, lookup, error=told, status=422)
    after = stories_under(lookup, participant_with(lookup))
    return _read_back(request, after, lookup, said=wish)


def _answer(request: HttpRequest, view: StoryView, wish: str) -> None:
    answer_story(
        story=view.story, number=int(request.POST.get("number", "0")), reply=Reply(wish),
        why=request.POST.get("why", ""), by="quiet", at=timezone.now(),
    )  # fmt: skip


def _back(request: HttpRequest, view: StoryView) -> HttpResponse:
    """Asked once, then gone; what they are left with is a receipt to print."""
    if request.POST.get("sure") != "yes":
        context = {"view": view, "ticket": request.POST["ticket"]}
        return render(request, "publish/stories/sure.html", context)
    out = view.out is not None
    take_story_back(story=view.story, by="quiet", at=timezone.now())
    context = {"slug": view.story.slug, "out": out, "day": timezone.localdate()}
    return render(request, "publish/stories/receipt.html", context)


def _read_back(
    request: HttpRequest, found: list[StoryView], lookup: str, *, said: str = "", error: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    ticket = close_ticket({"lookup": lookup}, purpose=PURPOSE)
    context = {"views": found, "ticket": ticket, "said": said, "error": error,
               "choices": CHOICES}  # fmt: skip
    return render(request, "publish/stories/mine.html", context, status=status)


def _again(request: HttpRequest, problem: str) -> HttpResponse:
    # What was typed is not shown again: it may be nearly somebody's code.
    told = {"error": problem, "errors": [{"text": problem, "href": "#id_code"}]}
    return render(request, "publish/stories/code.html", told, status=422)
