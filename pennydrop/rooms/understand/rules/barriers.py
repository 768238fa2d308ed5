"""The ten barriers that keep people harmed by ketamine from help, as lived-experience research
names them. Their keys are the same in every study, so that studies can be compared."""

from dataclasses import dataclass

HEADING = "Barriers to getting help"
HEADING_KEY = "barriers"


@dataclass(frozen=True)
class Barrier:
    """A starter code. `key` never changes; `name` and `definition` are a study's to reword."""

    key: str
    name: str
    definition: str


BARRIERS = (
    Barrier(
        "stigma",
        "Stigma",
        "Being judged, or expecting to be, for using. Not: feeling shy about the body, which is "
        "embarrassment.",
    ),
    Barrier(
        "embarrassment",
        "Embarrassment",
        "Shy or ashamed to speak of symptoms, such as the bladder or incontinence.",
    ),
    Barrier(
        "not-taken-seriously",
        "Not being taken seriously",
        "Told it, and was doubted, brushed off or sent away. Not: kept quiet beforehand.",
    ),
    Barrier(
        "fear",
        "Fear",
        "Afraid of what follows from asking: police, work, children taken, a diagnosis, "
        "withdrawal.",
    ),
    Barrier(
        "paranoia",
        "Paranoia",
        "Mistrust that came with using, such as of being watched, followed or recorded.",
    ),
    Barrier(
        "trauma",
        "Trauma and abuse",
        "What was lived through before or during, where it makes asking for help harder.",
    ),
    Barrier(
        "no-specialist",
        "Lack of specialist support",
        "Nobody there who knows ketamine, or the service turns ketamine away.",
    ),
    Barrier(
        "waits",
        "Waits",
        "Waiting lists, referrals that go round, help that comes too late.",
    ),
    Barrier(
        "knowledge-gaps",
        "Knowledge gaps",
        "Staff, family or the person did not know what ketamine does, or where help is.",
    ),
    Barrier(
        "too-complex",
        "“Too complex”",
        "Refused or passed on because several things came together, such as use and mental health.",
    ),
)
