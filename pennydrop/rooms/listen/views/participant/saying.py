"""The words around the questions in the language that somebody reads, and in English where there
are none: then marked as English, so that a screen reader says it rightly."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents import prose
from pennydrop.rooms.listen.models import FormVersion, Study
from pennydrop.rooms.listen.queries.wording import english_of, form_read, language_read, texts_of
from pennydrop.rooms.listen.rules.asking import ASKING, Asking
from pennydrop.rooms.listen.rules.consent import Scope
from pennydrop.rooms.listen.rules.languages import Language, language_of
from pennydrop.rooms.listen.rules.wording import ASKED, PAGES
from pennydrop.rooms.listen.views.participant.reading import language_at, languages_of

ENGLISH = "en-GB"


@dataclass(frozen=True)
class Saying:
    """`say["go_on"]` is a short text, `say.long("limits")` one in Markdown. `language` is that of
    the page; without a name it is English."""

    study: Study
    language: Language

    @cached_property
    def _said(self) -> dict[str, str]:
        if not self.language.name:
            return {}
        return {text.key: text.shown for text in texts_of(self.study, self.language.name)}

    @cached_property
    def _english(self) -> dict[str, str]:
        return english_of(self.study)

    def __getitem__(self, key: str) -> SafeString:
        said = self._said.get(key)
        if said:
            return format_html("{}", said)
        english = PAGES.get(key) or ASKED.get(key) or self._english.get(key, "")
        if not self.language.name or not english:
            return format_html("{}", english)
        return format_html('<span lang="{}" dir="ltr">{}</span>', ENGLISH, english)

    def long(self, *keys: str) -> SafeString:
        """Texts in Markdown, one after the other."""
        return mark_safe("".join(self._long(key) for key in keys))

    def _long(self, key: str) -> str:
        said, english = self._said.get(key), self._english.get(key, "")
        if said or not self.language.name or not english:
            return prose.html(said or english)
        words = mark_safe(prose.html(english))
        return format_html('<div lang="{}" dir="ltr">{}</div>', ENGLISH, words)

    def asking(self, scope: Scope) -> Asking:
        """A consent as it is asked."""
        if not self.language.name:
            return ASKING[scope]
        name = scope.value
        return Asking(self[f"{name}_question"], self[f"{name}_meaning"], self[f"{name}_no"])

    def replies(self, group: str, values: tuple[str, ...]) -> list[tuple[str, SafeString]]:
        return [(value, self[f"{group}_{value}"]) for value in values]


def saying(study: Study, version: FormVersion | None, chosen: str) -> Saying:
    """The words in the language that was `chosen`: the form's name for it, or nothing."""
    return Saying(study, language_of(language_read(version, chosen)))


def before_answering(request: HttpRequest, study: Study) -> dict[str, Any]:
    """What pages before the first question are told: the words, and the languages to choose from.
    The choice travels in the address, as its number (`l`)."""
    version = form_read(study.pk)
    chosen = language_at(version, request.GET.get("l", "")) if version else ""
    say = saying(study, version, chosen)
    return {
        "say": say, "form_language": say.language,
        "languages": languages_of(version, chosen) if version else [],
    }  # fmt: skip
