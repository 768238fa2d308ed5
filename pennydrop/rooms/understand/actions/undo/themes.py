"""How writes to themes are undone."""

import datetime as dt
from typing import Any
from uuid import UUID

from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.actions.themes import change_theme, delete_theme, move_theme
from pennydrop.rooms.understand.actions.undo.refusing import CannotUndo
from pennydrop.rooms.understand.models import (
    Code,
    Coding,
    ContraryCase,
    Decision,
    MemberCheck,
    Summary,
    Theme,
    Undo,
)
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.copying import check_own_words

WRITTEN = ("title", "central_idea", "insight", "narrative", "what_it_is", "what_it_is_not")


def unmake(row: Undo, by: str, at: dt.datetime) -> str:
    theme = UUID(row.on)
    if any(kind.objects.filter(theme=theme).exists() for kind in (Summary, MemberCheck)):
        raise CannotUndo("People were summed up or asked under this theme since. Keep it.")
    delete_theme(theme=theme, by=by, at=at)
    return "Undone: the theme is gone."


def change_back(row: Undo, by: str, at: dt.datetime) -> str:
    before = row.facts["before"]
    codes = [UUID(code) for code in before["codes"]]
    said = {name: before[name] for name in WRITTEN}
    change_theme(theme=UUID(row.on), codes=codes, **said, by=by, at=at)
    return "Undone: the theme says what it said before."


def move_back(row: Undo, by: str, at: dt.datetime) -> str:
    move_theme(theme=UUID(row.on), place=row.facts["before"], by=by, at=at)
    return "Undone: the theme is where it was."


def make_again(row: Undo, by: str, at: dt.datetime) -> str:
    """The theme under its old id, with those of its codes and contrary cases that are still there.

    Words that have come in since may be the same as its own: it is held against them once more.
    """
    facts = row.facts
    values = {
        f.attname: f.to_python(facts["theme"][f.attname]) for f in Theme._meta.concrete_fields
    }
    check_own_words(copied(row.study, "\n".join(values[name] for name in WRITTEN)))
    theme = Theme.objects.create(**values)
    theme.codes.set(Code.objects.filter(study=row.study, pk__in=facts["codes"]))
    _cases_again(theme, facts["cases"])
    Decision.objects.filter(pk__in=facts["decisions"], theme=None).update(theme=theme)
    keep_undo(
        study=row.study, kind="theme.made", on=theme.pk, said=f"Made the theme {theme.title}",
        by=by, at=at,
    )  # fmt: skip
    return "Undone: the theme is back."


def _cases_again(theme: Theme, cases: list[dict[str, Any]]) -> None:
    held = set(
        Coding.objects.filter(pk__in=[case["coding_id"] for case in cases]).values_list(
            "pk", flat=True
        )
    )
    ContraryCase.objects.bulk_create(
        ContraryCase(**{**case, "at": dt.datetime.fromisoformat(case["at"])}, theme=theme)
        for case in cases
        if case["coding_id"] in held
    )
