"""Put a picture of the team's own into a document."""

import datetime as dt

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.photos import Photo
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.models import OwnPicture
from pennydrop.rooms.publish.queries.drafts import Draft

MOST = 20
TOO_MANY = (
    f"A document holds at most {MOST} pictures of your own, earlier revisions included, so that "
    "people on a slow line can read it."
)


class TooManyPhotos(ValueError):
    """The document holds as many pictures as it may; the message says so."""


@transaction.atomic
def put_photo(
    *, draft: Draft, photo: Photo, block: Block, place: int, new: bool, based_on: int,
    by: str, at: dt.datetime,
) -> int:  # fmt: skip
    """Keep a picture, once however often it is chosen, and put the block that names it at `place`.
    Returns the new revision's number. Raises TooManyPhotos and what put_block raises."""
    kept = OwnPicture.objects.filter(findings=draft.id)
    if not kept.filter(digest=photo.digest).exists():
        if kept.count() >= MOST:
            raise TooManyPhotos(TOO_MANY)
        OwnPicture.objects.create(
            findings_id=draft.id, digest=photo.digest, media=photo.media, width=photo.width,
            height=photo.height, data=photo.data, added_by=by, added_at=at,
        )  # fmt: skip
        record(what="publish.draft.picture", on=str(draft.id), by=by, at=at)
    return put_block(
        draft=draft, block=block, place=place, new=new, based_on=based_on, by=by, at=at
    )
