"""Whether somebody is old enough: asked with yes or no, never kept, never with a birthday.

The wording is for people who take part (reading age 9 to 11).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class AgeQuestion:
    """The question, what its hint says, and what is shown to somebody who is younger."""

    question: str
    hint: str
    younger_title: str
    younger: str


_HELP = (
    "You can still get help today, and you do not have to give your name. Childline is free, day "
    "and night: 0800 1111. Talk to Frank about drugs: 0300 123 6600. If you are in danger now, "
    "call 999."
)
_ADULT = (
    "You can still be heard. Ask the person who gave you this link. They can talk with you, with "
    "a grown-up you trust there to say yes too."
)


def age_question(minimum: int, below: str) -> AgeQuestion:
    """What is asked and said where a study begins at `minimum` years.

    `below`: "help_only" or "with_adult". Childline and Frank publish these numbers themselves
    (childline.org.uk, talktofrank.com).
    """
    return AgeQuestion(
        question=f"Are you {minimum} or over?",
        hint="We do not ask when you were born. We do not keep your answer.",
        younger_title="Thank you for telling us",
        younger=f"This one is for people who are {minimum} or over. "
        + (f"{_ADULT} {_HELP}" if below == "with_adult" else _HELP),
    )
