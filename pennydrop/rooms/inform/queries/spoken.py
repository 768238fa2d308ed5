"""What this site can say in another language: read from the database once, and again when it has
changed. A page asks the database nothing."""

import time
from functools import cache
from pathlib import Path
from threading import Lock

from pennydrop.core.ui.languages import OTHERS, Entries, PageLanguage, lay_over
from pennydrop.rooms.inform.models import Translation, TranslationCount
from pennydrop.rooms.inform.queries.translation_files import read_shipped

SHIPPED = Path(__file__).parents[3] / "locale"
# Another process may have confirmed something: how long until this one looks, in seconds.
PATIENCE = 5.0


class _Said:
    """What this process has laid over Django's catalogue, and when it looks again. `count` is the
    state of `TranslationCount` that it was read at; None reads in any case."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.look_at = 0.0
        self.count: dict[str, int] | None = None
        self.languages: tuple[PageLanguage, ...] = ()


_said = _Said()


def languages_spoken() -> tuple[PageLanguage, ...]:
    """The languages beside English in which at least one text is confirmed. Makes sure that gettext
    knows them as they stand: at most one question to the database in `PATIENCE` seconds."""
    if time.monotonic() >= _said.look_at:
        with _said.lock:
            _look()
    return _said.languages


def read_anew() -> None:
    """Look at once when a page is asked for next."""
    _said.count, _said.look_at = None, 0.0


def look_no_more() -> None:
    """Hold what is there for what is so, until `read_anew`: for tests that count questions."""
    _said.count, _said.languages, _said.look_at = {}, (), float("inf")


def entries_of(language: PageLanguage) -> Entries:
    """What is shown in a language by (context, English): what was confirmed here, else what is
    shipped."""
    rows = Translation.objects.filter(language=language.code, ended_on=None).exclude(read_by="")
    here = {
        (row.context, row.english): tuple(row.forms)
        for row in rows.order_by("source", "number")
    }  # fmt: skip
    return {**_shipped(language.code), **here}


def _look() -> None:
    count = dict(TranslationCount.objects.values_list("language", "number"))
    if count != _said.count:
        spoken = []
        for language in OTHERS.values():
            entries = entries_of(language)
            lay_over(language.code, entries)
            spoken += [language] if entries else []
        _said.languages, _said.count = tuple(spoken), count
    _said.look_at = time.monotonic() + PATIENCE


@cache
def _shipped(code: str) -> Entries:
    return read_shipped(SHIPPED / code / "LC_MESSAGES" / "django.po")
