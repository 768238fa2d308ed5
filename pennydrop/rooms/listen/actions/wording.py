"""Somebody writes what people read around the questions in another language."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.models import Study, Wording
from pennydrop.rooms.listen.queries.wording import english_of, kept_wording
from pennydrop.rooms.listen.rules.wording import written


@transaction.atomic
def keep_wording(
    *, study: Study, language: str, said: Mapping[str, str], by: str, at: dt.datetime
) -> int:
    """Keep a new version of the texts in a language. Returns how many have words now.

    A text that is not named stays as it was; an empty one goes. Each is kept with the English that
    it was made from.
    """
    Study.objects.filter(pk=study.pk).update(invented=study.invented)  # holds the row
    before = kept_wording(study.pk, language)
    texts = {key: text for key, text in before.items() if key not in said}
    texts |= written(english_of(study), said)
    if texts == before:
        return len(texts)
    last = Wording.objects.filter(study=study, language=language).aggregate(n=Max("version"))["n"]
    made = Wording.objects.create(
        study=study, language=language, version=(last or 0) + 1, texts=texts,
        made_on=timezone.localdate(at),
    )  # fmt: skip
    record(what="listen.wording.kept", on=str(made.pk), by=by, at=at)
    return len(texts)
