"""Write the invented study's findings and release their first edition."""

from typing import Any
from uuid import UUID

from pennydrop.rooms.publish.public import draft_findings, publish_study
from pennydrop.web.demo.content import read


class NotReleased(Exception):
    """Something blocks the demo's own findings: the files do not fit together."""


def release(study: UUID, actors: dict[str, str], at: Any) -> None:
    notes = read("findings")
    draft_findings(
        study=study,
        title=f"{notes['title']}: {notes['subtitle']}",
        texts={
            "overview": notes["overview"],
            "method": notes["method_note"],
            "limits": "",  # the note on method says them already
            "asks": "\n".join(f"- {ask}" for ask in notes["asks"]),
            "thanks": notes["thanks"],
        },
        points=notes["key_points"],
        by=actors["ros"],
        at=at,
    )
    result = publish_study(study=study, by=actors["dev"], at=at)
    if result.edition is None:
        raise NotReleased("; ".join(result.blocks))
