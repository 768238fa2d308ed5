"""A page in another language stands at the same address with the language before it: /cy/help/.

The address alone says it: no cookie, nothing of what the browser says about somebody. Every address
on such a page begins in the same way, so that whoever reads on stays in the language.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from pennydrop.core.ui.languages import ENGLISH, OTHERS, PageLanguage, language_now, speaking
from pennydrop.core.ui.tongues import say_what_is_english, unmarked
from pennydrop.rooms.inform.public import languages_spoken

_SAFE = {"GET", "HEAD"}
# Where somebody's place is kept by a cookie for that address alone.
_OWN = "/mine/"


class LanguageByAddress:
    """Answers in the language that the address names. Staff pages and files are in English, and so
    is everything while nothing is confirmed in that language: then it leads to the English page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code, _, rest = request.path_info.removeprefix("/").partition("/")
        language = OTHERS.get(code)
        if language is None or not request.path_info.startswith(f"/{code}/"):
            return self.get_response(request)
        request.path_info = f"/{rest}"
        if request.method in _SAFE and not _in_other_words(request, language):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"/{rest.lstrip('/')}" + (f"?{query}" if query else ""))
        with speaking(language):
            return _finished(self.get_response(request), language)


def _in_other_words(request: HttpRequest, language: PageLanguage) -> bool:
    """Whether the page at this address is there in the language."""
    if language not in languages_spoken() or not _is_page(request.path_info):
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return True  # the page that says so
    return not getattr(view, "login_required", True)


def _is_page(path: str) -> bool:
    """Whether it is read as a page, or is a script that answers for one."""
    last = path.rpartition("/")[2]
    file = "." in last and not last.endswith((".html", ".js"))
    return not file and not path.startswith("/accounts/")


def _finished(response: HttpResponseBase, language: PageLanguage) -> HttpResponseBase:
    """The answer with the language of its words said, and no marks left."""
    if not isinstance(response, HttpResponse):
        return response
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        page = say_what_is_english(response.content.decode(response.charset), language.code)
        _put(response, page)
        response.headers["Content-Language"] = language.code
    elif kind.startswith("text/"):
        _put(response, unmarked(response.content.decode(response.charset)))
    return response


def _put(response: HttpResponse, text: str) -> None:
    """Other words, and their own length: a browser waits for as much as it was told of."""
    response.content = text.encode(response.charset)
    response.headers["Content-Length"] = str(len(response.content))


def page_languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The same page in every language that it can be read in; none where there is no choice, or
    where somebody would lose what they typed, or their place."""
    if request.method not in _SAFE or request.path_info.startswith(_OWN):
        return []
    if not _is_page(request.path_info) or not languages_spoken():
        return []
    now, query = language_now(), request.META.get("QUERY_STRING", "")
    there = request.path_info + (f"?{query}" if query else "")
    addresses = [(ENGLISH, there), *((one, f"/{one.code}{there}") for one in languages_spoken())]
    return [
        {
            "language": one,
            "url": url,
            "whole": request.build_absolute_uri(url),
            "now": one is now,
        }
        for one, url in addresses
    ]
