"""A story as a file: PDF, Word, plain text. Made anew each time and kept nowhere."""

import re

from pennydrop.core.documents.blocks import Block, Heading, Prose
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.pdf.render import render_pdf
from pennydrop.core.documents.text_writing import write_text
from pennydrop.core.documents.word_copies import write_copy
from pennydrop.rooms.publish.queries.stories import OutStory

HELP = (
    "If this brought something up: Samaritans are there day and night on 116 123, and the call is "
    "free. If a life is in danger, call 999."
)
NO_PROOF = "One person tells this. It proves nothing, and it is no advice."
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def story_pdf(story: OutStory, *, site: str) -> bytes:
    return render_pdf(_copy(story, site), replace_missing=True)


def story_word(story: OutStory, *, site: str) -> bytes:
    return write_copy(_copy(story, site))


def story_plain(story: OutStory, *, site: str) -> bytes:
    return write_text(_copy(story, site)).encode()


def _copy(story: OutStory, site: str) -> Copy:
    text = story.text
    blocks: list[Block] = [Prose(f"**Before you read:** {_literal(text.note)}")]
    for head, said in text.parts:
        blocks += [Heading(2, head), Prose(_literal(said))]
    blocks += [Heading(2, "Where to turn"), Prose(f"{HELP} {site.rstrip('/')}/help/")]
    blocks += [Prose(NO_PROOF)]
    return Copy(
        title=text.title, subtitle=f"By {story.teller}, {text.told}",
        organisation=story.organisation, date=story.day, blocks=blocks, edition=story.number,
        address=f"{site.rstrip('/')}{story.address}", site=site, invented=story.invented,
        layout=Layout.SUMMARY, kind="Story",
    )  # fmt: skip


def _literal(words: str) -> str:
    """Somebody's words as they are, where Markdown is read."""
    return _MARKS.sub(r"\\\1", words)
