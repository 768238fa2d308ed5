"""The body of a guide as people write it, and the blocks it is kept as.

    ## What you may notice
    Some people see one of these, some see several.
    {bladder-early-signs}
    {bladder-go-early}

A line with a key in braces is a claim. A line that begins with ## or ### is a heading. Everything
else is connecting words in Markdown; an empty line ends a paragraph.
"""

import re
from collections.abc import Iterable, Sequence

from pennydrop.core.documents.blocks import Block, ClaimRef, Heading, Prose

_CLAIM = re.compile(r"\{([a-z0-9][a-z0-9-]{0,79})\}")
_HEADING = re.compile(r"(#{2,3}) +(.+)")


class BadBody(ValueError):
    """A line cannot be read. `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"Line {line}: {reason}")


def read_body(text: str) -> tuple[Block, ...]:
    """Blocks from what somebody wrote. Raises BadBody for the first line that cannot be read."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        block = _block(number, line.strip())
        if block is None and line.strip():
            paragraph.append(line.rstrip())
            continue
        _end(paragraph, blocks)
        if block is not None:
            blocks.append(block)
    _end(paragraph, blocks)
    return tuple(blocks)


def write_body(blocks: Iterable[Block]) -> str:
    """What `read_body` reads back to equal blocks."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if parts:
            # What belongs together stands without a gap: a heading's first words, and claims.
            close = isinstance(block, ClaimRef) or isinstance(before, Heading)
            close = close and not isinstance(block, Heading)
            parts.append("\n" if close else "\n\n")
        parts.append(_written(block))
        before = block
    return "".join(parts) + ("\n" if parts else "")


def keys_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The claims that these blocks name, each once, in order."""
    return tuple(dict.fromkeys(b.claim_id for b in blocks if isinstance(b, ClaimRef)))


def _block(number: int, line: str) -> Block | None:
    if line.startswith("#"):
        found = _HEADING.fullmatch(line)
        if found is None:
            raise BadBody(number, "a heading begins with ## or ###, a space, and words.")
        return Heading(len(found[1]), found[2].strip())
    if line.startswith("{") or line.endswith("}"):
        named = _CLAIM.fullmatch(line)
        if named is None:
            raise BadBody(number, "a claim stands alone on its line, as {its-key}.")
        return ClaimRef(named[1])
    return None


def _end(paragraph: list[str], blocks: list[Block]) -> None:
    if paragraph:
        blocks.append(Prose("\n".join(paragraph)))
        paragraph.clear()


def _written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, ClaimRef):
        return "{" + block.claim_id + "}"
    if isinstance(block, Prose):
        return block.markdown
    raise TypeError(f"A guide holds no {type(block).__name__}.")


def unknown_keys(blocks: Sequence[Block], known: Iterable[str]) -> list[str]:
    """Claims that are named and do not exist."""
    here = set(known)
    return [key for key in keys_in(blocks) if key not in here]
