"""What goes with reading: content notes on hard passages, and asking those who took part whether
they were understood."""

from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.understand.actions.care import mark_hard
from pennydrop.rooms.understand.actions.checks import answer_check, send_check
from pennydrop.web.demo.analysis import Analysis
from pennydrop.web.demo.content import read


def go_on(work: Analysis) -> None:
    """From the written themes on."""
    _read_with_care(work)
    _ask_those_who_took_part(work)


def _read_with_care(work: Analysis) -> None:
    for entry in read("care"):
        start, end = work.find(entry["source"], entry["question"], entry["text"])
        mark_hard(
            text=work.sources[entry["source"]].pk, start=start, end=end, note=entry["note"],
            by=work.actors[entry["by"]], at=work.at,
        )  # fmt: skip


def _ask_those_who_took_part(work: Analysis) -> None:
    """One insight was sent, and most have answered; a visitor's own code can answer too."""
    asked = read("checks")
    theme = work.themes[asked["theme"]].pk
    check = send_check(theme=theme, by=work.actors["ros"], at=work.at)
    for entry in asked["answers"]:
        source = work.sources[entry["source"]]
        person = Participant.objects.filter(segment__source=source).distinct().get()
        answer_check(
            participant=person.pk, check=check.pk, answer=entry["answer"], why=entry["why"],
            by="quiet", at=work.at,
        )  # fmt: skip
