"""The languages that pages can be in, and their words for Django's gettext.

Django's own catalogue (days, months, what is wrong with a form) was translated by people and is
used as it is. What is laid over it comes from whoever calls `lay_over`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.translation import trans_real

from pennydrop.core.ui.tongues import is_marked, marked, unmarked

CONTEXT_END = "\x04"  # how gettext joins a context and a text


@dataclass(frozen=True)
class PageLanguage:
    """`code` as browsers know it, `own` its name in itself. `forms`: for which numbers each form of
    a plural stands, in the order in which Django's catalogue counts them."""

    code: str
    own: str
    direction: str = "ltr"
    forms: tuple[str, ...] = ("1", "other numbers")


ENGLISH = PageLanguage("en-GB", "English")
WELSH = PageLanguage("cy", "Cymraeg", forms=("1", "2", "other numbers", "8 and 11"))
# By what stands first in an address.
OTHERS: Mapping[str, PageLanguage] = {WELSH.code: WELSH}
# The words for one text: its form, or its forms for numbers.
Entries = Mapping[tuple[str, str], tuple[str, ...]]


class _Laid(NullTranslations):
    """Looks like a catalogue that gettext has read from a file."""

    def __init__(self, catalogue: dict[Any, str], plural: Any) -> None:
        super().__init__()
        self._catalog = catalogue
        self.plural = plural


def lay_over(code: str, entries: Entries) -> None:
    """Put words over Django's own for a language, in this process, in place of what was laid there
    before. `entries`: (context, English text) to forms; the context may be empty."""
    django: Any = trans_real  # its catalogues are its own affair, and have no other door
    made = django.DjangoTranslation(code)
    for catalogue in made._catalog._catalogs:
        catalogue.update({key: _marked(text) for key, text in catalogue.items() if key})
    ours = {key: text for entry in entries.items() for key, text in _keyed(*entry)}
    made.merge(_Laid(ours, made.plural))
    django._translations[code] = made


def _keyed(key: tuple[str, str], forms: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    context, english = key
    name = f"{context}{CONTEXT_END}{english}" if context else english
    if len(forms) == 1:
        yield name, marked(forms[0])
    else:
        yield from (((name, number), marked(form)) for number, form in enumerate(forms))


def _marked(text: str) -> str:
    return text if is_marked(text) or not text else marked(text)


@contextmanager
def speaking(language: PageLanguage) -> Iterator[None]:
    """Everything inside is said in this language where it can be, and every address that is written
    begins with its code."""
    before = get_script_prefix()
    set_script_prefix(f"{before}{language.code}/")
    try:
        with translation.override(language.code):
            yield
    finally:
        set_script_prefix(before)


def language_now() -> PageLanguage:
    return OTHERS.get(translation.get_language() or "", ENGLISH)


def said(text: str) -> str:
    """The text in the language of the page, marked, or as it is where nobody has translated it."""
    return translation.gettext(text) if text and language_now() is not ENGLISH else text


def said_plainly(text: str) -> str:
    """The same for what is no page, such as a file."""
    return unmarked(said(text))
