"""How each consent is asked, in the words that participants read (reading age 9 to 11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pennydrop.rooms.listen.rules.consent import Scope


@dataclass(frozen=True)
class Asking:
    """One consent as a question. `meaning` says what a yes allows, `no` what a no means."""

    question: str
    meaning: str
    no: str


ASKING: Mapping[Scope, Asking] = MappingProxyType(
    {
        Scope.TAKE_PART: Asking(
            question="Do you want to take part?",
            meaning="You answer as much or as little as you like. You can stop at any time.",
            no="If you say no, that is fine. Nothing is kept.",
        ),
        Scope.ANALYSE: Asking(
            question="May our team read your answers and learn from them?",
            meaning="First, one person takes out names and places. Then the team reads your words "
            "next to what other people told us.",
            no="If you say no, we cannot use your answers, so we will not ask for any.",
        ),
        Scope.QUOTE: Asking(
            question="May we use your words just as you wrote them?",
            meaning="We may repeat a line of yours in what we write and in talks. Names and places "
            "are taken out.",
            no="If you say no, your words still help. We will tell it in our own words instead.",
        ),
        Scope.PUBLISH: Asking(
            question="May a line of yours be seen by anyone?",
            meaning="It may stand in a report or on a web page. Two people check first that it "
            "does not show who you are. Once it is out, people may copy it.",
            no="If you say no, none of your lines will leave the team.",
        ),
        Scope.KEEP: Asking(
            question="May we keep your words when this is over?",
            meaning="Then we can check later that we told it right. Your code still takes them "
            "back.",
            no="If you say no, we delete them when this piece of work is done.",
        ),
        Scope.LATER_STUDIES: Asking(
            question="May our later work learn from your words too?",
            meaning="Only we would use them, and only to learn more about the same thing. To do "
            "that we keep them when this is over. Your code still takes them back.",
            no="If you say no, your words help in this piece of work and in no other.",
        ),
        Scope.CONTACT_AGAIN: Asking(
            question="May we ask you more, later on?",
            meaning="We have no way to reach you. So this only means that we may leave you a "
            "question here. You see it if you come back with your code.",
            no="If you say no, we will leave you no questions.",
        ),
    }
)

REPLIES = (("yes", "Yes"), ("no", "No"), ("unknown", "I am not sure"))
NOT_SURE_IS_NO = "“Not sure” counts as no. You can change your mind later with your code."

CLEAR_HEAD_ASKED = (
    "Have you been drinking or using today?",
    "It is fine if you have. You can still tell us. We only ask you to say yes once more, on "
    "another day.",
)
"""A question and its hint, for whoever gives a yes; nobody is turned away for the answer."""

CLEAR_DAY_ASKED = (
    "Is today a clear-headed day for you?",
    "If you have been drinking or using, that is fine. You can still tell us. We only ask you to "
    "say yes once more, on another day.",
)
CLEAR_DAY_REPLIES = (("yes", "Yes"), ("no", "Not today"), ("unknown", "I am not sure"))
"""The same, asked of somebody who answers alone. “Not sure” is treated as “not today”."""

SAY_AGAIN_TITLE = "Do you still say yes?"


NOT_CLEAR = (
    "When you said yes, it was not a clear-headed day for you, or you were not sure that it was."
)
"""Why it is asked again. Nobody said more than that: they may have been tired or ill."""
LAPSED_SAID = (
    f"{NOT_CLEAR} We did not hear from you in time, so your yes has ended. You can say yes again "
    "now."
)


def say_again(days: int) -> str:
    """What somebody reads who said yes on such a day; `days` until it lapses."""
    return (
        f"{NOT_CLEAR} Please tell us once more, with a clear head. You have {days} days. If we do "
        "not hear from you, your yes ends. Then we do not use your words."
    )


def say_again_from(day: str, last: str) -> str:
    """What they read on the day itself: from which day on it counts, and until which."""
    return (
        f"{NOT_CLEAR} So we ask you on another day. Come back with your code from {day} on. The "
        f"last day is {last}. If we do not hear from you by then, your yes ends."
    )


def say_again_after_sharing(last: str) -> str:
    """What stands on the last page, which is the same for everybody and knows nothing of whoever
    reads it; `last` is the last day of a yes that was given today."""
    return (
        "Did you say that it was not a clear-headed day, or that you were not sure? Then please "
        "come back with your code on another day, and say yes once more. If you began today, the "
        f"last day is {last}. Your code shows your own last day. If we do not hear from you by "
        "then, your yes ends."
    )


def only_the_yes_ends(last: str = "") -> str:
    """What does not run out, and what does, for somebody whose yes has to be said again."""
    until = f"The last day for that is {last}." if last else "Your code will show the last day."
    return (
        "Your answers do not run out. Your yes does, if you do not say it once more on a "
        f"clear-headed day. {until}"
    )


def say_again_later(days: int) -> str:
    """What somebody is told before and after their first answer on such a day."""
    return (
        "You can tell us today. Then come back with your code on a clear-headed day, and say yes "
        f"once more. You have {days} days. If we do not hear from you, your yes ends. Then we do "
        "not use your words."
    )
