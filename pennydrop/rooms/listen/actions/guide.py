"""Write what stands in the interview guide beside the form's questions."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.models import Prompt, Study


@transaction.atomic
def keep_prompts(*, study: Study, prompts: Mapping[str, str], by: str, at: dt.datetime) -> None:
    """Keep prompts by question; an empty text takes them away."""
    for question, text in prompts.items():
        rows = Prompt.objects.filter(study=study, question=question)
        if text.strip():
            rows.update_or_create(study=study, question=question, defaults={"text": text.strip()})
        else:
            rows.delete()
    record(what="listen.guide.kept", on=str(study.pk), by=by, at=at)
