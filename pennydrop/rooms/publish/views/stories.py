"""Stories for anybody: the list, one of them, its files and the feed. They set nothing."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri
from django.utils.html import escape
from django.views.decorators.http import require_safe

from pennydrop.core.documents.word_writing import WORD_TYPE
from pennydrop.core.ui.feeds import QuietFeed
from pennydrop.rooms.publish.models import Story
from pennydrop.rooms.publish.queries.stories import OutStory, out_stories, out_story
from pennydrop.rooms.publish.queries.story_copies import story_pdf, story_plain, story_word

FILES = {
    "pdf": (story_pdf, "application/pdf"),
    "docx": (story_word, WORD_TYPE),
    "txt": (story_plain, "text/plain; charset=utf-8"),
}


@login_not_required
@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    return render(request, "publish/stories/list.html", {"stories": out_stories()})


@login_not_required
@require_safe
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """One story; where it was taken back, or waits for a yes, that and nothing more."""
    found = out_story(slug)
    if found is not None:
        return render(request, "publish/stories/story.html", {"story": found})
    if Story.objects.filter(slug=slug).exists():
        return render(request, "publish/stories/gone.html", status=410)
    raise Http404


@login_not_required
@require_safe
def story_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The same to keep. Its name says nothing of what it is about."""
    found = out_story(slug)
    if found is None or kind not in FILES:
        raise Http404
    make, media = FILES[kind]
    content = make(found, site=request.build_absolute_uri("/"))
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="story-{found.number}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Titles and notes, never the words: a reader that keeps what it fetched keeps no story."""
    atom = QuietFeed(
        title="Stories", link=request.build_absolute_uri(reverse("publish:stories")),
        description="Told by people who said yes to each word.", language="en-gb",
        author_name="Pennydrop", feed_url=request.build_absolute_uri(),
    )  # fmt: skip
    for one in out_stories():
        address = request.build_absolute_uri(one.address)
        day = dt.datetime.combine(one.day, dt.time(), tzinfo=dt.UTC)
        atom.add_item(
            title=f"A story by {one.teller}", link=address, description=escape(_about(one)),
            unique_id=get_tag_uri(address, one.day), pubdate=day, updateddate=day,
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml")


def _about(one: OutStory) -> str:
    return f"From {one.organisation}.{' It is invented.' if one.invented else ''}"
