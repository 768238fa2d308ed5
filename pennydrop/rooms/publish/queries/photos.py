"""The pictures of the team's own that blocks of a document name."""

from collections.abc import Iterable
from uuid import UUID

from pennydrop.core.documents.blocks import Block, PhotoRef
from pennydrop.core.documents.photos import Photo
from pennydrop.rooms.publish.models import OwnPicture


def photos_in(document: UUID, blocks: Iterable[Block]) -> dict[str, Photo]:
    """Each by the key under which a renderer asks for it."""
    named = {block.photo: block.key for block in blocks if isinstance(block, PhotoRef)}
    if not named:
        return {}
    rows = OwnPicture.objects.filter(findings=document, digest__in=named)
    return {
        named[row.digest]: Photo(bytes(row.data), row.media, row.width, row.height) for row in rows
    }
