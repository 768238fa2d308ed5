"""What comes next for a study in the Listen room, which knows nothing of the room it lies in."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from pennydrop.rooms.understand.public.texts import progress_of


@dataclass(frozen=True)
class Onward:
    """One sentence, and a link to where it is done."""

    text: str
    label: str
    url: str


def onward(request: HttpRequest) -> Onward | None:
    """For the page of one study in the Listen room; None elsewhere, and before words came in."""
    here = request.resolver_match
    if here is None or here.view_name != "listen:study":
        return None
    study: UUID = here.kwargs["study"]
    done = progress_of(study)
    if done.waiting:
        have = "source has its" if done.waiting == 1 else "sources have their"
        return Onward(
            f"{done.waiting} {have} names still in. Take them out next; then the team can code.",
            "Take names out",
            reverse("understand:review-list", args=[study]),
        )
    if not done.signed:
        return None
    at = reverse("understand:study", args=[study])
    left = done.signed - done.coded
    if left:
        wait = "source waits" if left == 1 else "sources wait"
        return Onward(f"Names are out. {left} {wait} to be coded.", "Read and code", at)
    return Onward("Names are out, and every source is being coded.", "Go on in Understand", at)
