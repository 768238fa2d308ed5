"""Write a text in another language, confirm what somebody else wrote, and take it back."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max

from pennydrop.core.audit.actions import record
from pennydrop.core.ui.languages import PageLanguage
from pennydrop.rooms.inform.models import Translation, TranslationCount
from pennydrop.rooms.inform.queries.spoken import read_anew
from pennydrop.rooms.inform.rules.translations import (
    BadTranslation,
    Source,
    check_forms,
    check_name,
)


@transaction.atomic
def write_translation(
    *, source: Source, language: PageLanguage, forms: Sequence[str], translator: str, by: str,
    at: dt.datetime,
) -> Translation:  # fmt: skip
    """Keep what somebody wrote for these words. Nobody else sees it until `confirm_translation`;
    what was confirmed before is shown until then. Raises BadTranslation."""
    kept, name = check_forms(source, forms, language.forms), check_name(translator)
    here = Translation.objects.filter(language=language.code, source=source.mark)
    number = (here.aggregate(Max("number"))["number__max"] or 0) + 1
    made = Translation.objects.create(
        language=language.code, source=source.mark, number=number, context=source.context,
        english=source.english, plural=source.plural, place=source.place[:200], forms=list(kept),
        translator=name, made_by=by, made_on=at.date(),
    )  # fmt: skip
    record(what="inform.translation.write", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def confirm_translation(
    *, translation: Translation, reader: str, by: str, at: dt.datetime
) -> Translation:
    """Say that it means what the English means: from now on everybody reads it. Raises
    BadTranslation for whoever wrote it, and where somebody was quicker."""
    name = check_name(reader)
    if translation.made_by == by or translation.translator.casefold() == name.casefold():
        raise BadTranslation("You wrote it. Somebody else who reads the language confirms it.")
    newer = Translation.objects.filter(
        language=translation.language, source=translation.source, number__gt=translation.number
    )
    if newer.exists():
        raise BadTranslation("Somebody has written it anew. Read that.")
    waiting = Translation.objects.filter(pk=translation.pk, read_by="", ended_on=None)
    if not waiting.update(reader=name, read_by=by, read_on=at.date()):
        raise BadTranslation("It does not wait for anybody any more.")
    record(what="inform.translation.confirm", on=str(translation.pk), by=by, at=at)
    _changed(translation.language)
    translation.refresh_from_db()
    return translation


@transaction.atomic
def take_translation_back(*, translation: Translation, by: str, at: dt.datetime) -> None:
    """Nobody sees it any more; it stays on record with the day. What was confirmed before it is not
    shown again: somebody found fault with these words. Raises BadTranslation if it was taken back
    before."""
    here = Translation.objects.filter(
        language=translation.language, source=translation.source, ended_on=None,
        number__lte=translation.number,
    )  # fmt: skip
    if not here.update(ended_by=by, ended_on=at.date()):
        raise BadTranslation("It was taken back before.")
    record(what="inform.translation.take_back", on=str(translation.pk), by=by, at=at)
    _changed(translation.language)


def _changed(language: str) -> None:
    TranslationCount.objects.get_or_create(language=language)
    TranslationCount.objects.filter(language=language).update(number=F("number") + 1)
    read_anew()
    transaction.on_commit(read_anew)
