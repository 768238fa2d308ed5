"""Talk about a draft, block by block, in words of our own."""

import datetime as dt

from django.db import transaction

from pennydrop.core.documents.commenting import BadComment, add_comment, settle_comment
from pennydrop.core.documents.models import Comment
from pennydrop.rooms.publish.actions.drafts import check_own_words
from pennydrop.rooms.publish.queries.drafts import Draft


@transaction.atomic
def comment_on(
    *, draft: Draft, key: str, text: str, answers: int | None = None, by: str, at: dt.datetime
) -> Comment:
    """Comment on the block with this key, or answer a thread. Raises Copied where it repeats what
    somebody said, and BadComment."""
    if answers is None and key not in draft.keys:
        raise BadComment("The block is not in the draft any more.")
    check_own_words(draft.studies, [text])
    return add_comment(document=draft.document, block=key, text=text, answers=answers, by=by, at=at)


@transaction.atomic
def settle(*, draft: Draft, thread: int, by: str, at: dt.datetime) -> None:
    """Say that a thread needs no more talk. Raises BadComment."""
    settle_comment(document=draft.document, thread=thread, by=by, at=at)
