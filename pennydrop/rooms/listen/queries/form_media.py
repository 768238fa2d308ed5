"""The pictures and sounds of a study's questions: which there are, and one of them."""

from collections.abc import Collection
from uuid import UUID

from pennydrop.rooms.listen.models import FormMedia


def media_there(study: UUID, names: Collection[str] | None = None) -> dict[str, UUID]:
    """Name -> id, of all or of those named."""
    rows = FormMedia.objects.filter(study=study)
    if names is not None:
        rows = rows.filter(name__in=list(names))
    return dict(rows.values_list("name", "pk"))


def medium(study: UUID, file: UUID) -> FormMedia | None:
    return FormMedia.objects.filter(study=study, pk=file).first()
