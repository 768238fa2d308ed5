"""Pictures and sounds come with a form."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.models import FormMedia, Study


@transaction.atomic
def keep_media(
    *, study: Study, files: Mapping[str, tuple[bytes, str]], by: str, at: dt.datetime
) -> None:
    """Keep files by name, each with the type of its bytes; one of the same name gives way."""
    for name, (data, kind) in files.items():
        FormMedia.objects.update_or_create(
            study=study, name=name, defaults={"type": kind, "data": data}
        )
    if files:
        record(what="listen.form.media_kept", on=str(study.pk), by=by, at=at)
