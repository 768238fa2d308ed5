"""A picture or sound of a study's questions, and where it stands on a page."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pennydrop.core.documents import prose
from pennydrop.rooms.listen.models import FormMedia, Study
from pennydrop.rooms.listen.queries.form_media import media_there, medium
from pennydrop.rooms.listen.rules.form.media import ALT, PICTURES, Media, named_in

# Gives the address of each file that is there, of those named.
Files = Callable[[Collection[str]], Mapping[str, str]]
HEARD = csp_update({"media-src": [SELF]})
_RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})\Z")


def files_of(study: Study) -> Files:
    """Addresses for people who take part."""
    return lambda names: {
        name: reverse("listen:picture", args=[study.slug, file])
        for name, file in media_there(study.pk, names).items()
    }


def files_for_staff(study: Study) -> Files:
    return lambda names: {
        name: reverse("listen:question_picture", args=[study.pk, file])
        for name, file in media_there(study.pk, names).items()
    }


def shown(media: Media, label: str, language: str, files: Files) -> list[dict[str, Any]]:
    """What stands beside a question: at most a picture and a sound, in this language. What a
    picture shows is said in its own words, or else named after the question."""
    if not media:
        return []
    kinds, there = dict(media), files(list(named_in(media)))
    picture = next((kinds[kind] for kind in PICTURES if kind in kinds), None)
    said = kinds[ALT].in_language(language) if ALT in kinds else ""
    about = prose.plain(label.strip().partition("\n")[0])
    found = [
        ("image", picture, said or f"A picture that goes with: {about}"),
        ("audio", kinds.get("audio"), f"Listen to: {about}"),
    ]
    return [
        {"kind": kind, "url": there[name], "words": words}
        for kind, text, words in found
        if text is not None and (name := text.in_language(language)) in there
    ]


def medium_response(request: HttpRequest, study: Study, file: UUID) -> HttpResponse:
    """The file itself, or the part of it that a player asks for."""
    found = medium(study.pk, file)
    if found is None:
        raise Http404
    response = _part(found, request.headers.get("Range", ""))
    response["Accept-Ranges"] = "bytes"
    return response


def _part(found: FormMedia, wanted: str) -> HttpResponse:
    data, asked = bytes(found.data), _RANGE.match(wanted)
    if not asked or int(asked[1]) >= len(data):
        return HttpResponse(data, content_type=found.type)
    start, end = int(asked[1]), min(int(asked[2] or len(data)), len(data) - 1)
    response = HttpResponse(data[start : end + 1], content_type=found.type, status=206)
    response["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
    return response
