"""What must come of each red flag, said by hand: the signs for which people are told to call 999 or
to get help the same day, as services and the clinical part of our sources name them. It is not
made from the table of the self-check, and the robot holds the table to it.

For each level the steps, and the answers (question, answer) that lead there, and no other answer.
"""

from collections.abc import Mapping, Sequence

from pennydrop.rooms.inform.rules.claims import Severity

Said = set[tuple[str, str]]

# Chest pain, a fit, blue lips, hard breath; a kidney infection with a clouded mind; belly pain that
# does not let go; passing out after chest pain or a blow; hurting oneself or an overdose.
SIGNS: Said = {("now", "yes")}
SEPSIS: Said = {("hot", "muddled")}
BELLY: Said = {("belly", "bad")}
PASSED_OUT: Said = {("out", "blow")}
SELF_HARM: Said = {("mood", "hurt")}
# Retention, no urine, blood that is seen, a kidney infection, jaundice; a crisis of the mind.
RETENTION: Said = {("stuck", "nothing")}
NO_URINE: Said = {("stuck", "day")}
BLOOD: Said = {("blood", "yes")}
KIDNEY: Said = {("hot", "yes")}
JAUNDICE: Said = {("skin", "yes")}
CRISIS: Said = {("mood", "end")}
SAME_DAY = NO_URINE | BLOOD | KIDNEY | JAUNDICE

WANTED: Mapping[Severity, Mapping[str, Said]] = {
    Severity.NOW: {
        "help-999": SIGNS | SEPSIS | PASSED_OUT | SELF_HARM,
        "flag-signs-999": SIGNS,
        "aid-crew-care": SIGNS,
        "flag-kidney-999": SEPSIS,
        "flag-belly-severe": BELLY,
        "scared-passed-out-999": PASSED_OUT,
        "flag-self-harm-999": SELF_HARM,
        "help-samaritans": SELF_HARM,
    },
    Severity.TODAY: {
        "flag-cannot-pee": RETENTION,
        "flag-no-pee-day": NO_URINE,
        "bladder-blood": BLOOD,
        "flag-kidney": KIDNEY,
        "flag-yellow": JAUNDICE,
        "help-111-body": SAME_DAY,
        "help-gp-ni": SAME_DAY,
        "flag-mind-today": CRISIS,
        **dict.fromkeys(
            ["help-111-mind-england", "help-111-mind-wales", "help-111-mind-scotland",
             "help-lifeline", "help-samaritans", "help-shout"], CRISIS,
        ),
    },
}  # fmt: skip


def amiss(given: Mapping[str, int], found: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """For each step at each of the two levels: the combinations in which it stands and should not,
    or should and does not, a bit for each. `given`: who gave an answer, by "question answer"."""
    wrong = {}
    for (level, wanted), here in zip(WANTED.items(), found, strict=False):
        for key in {*wanted, *here}:
            should = 0
            for ask, answer in wanted.get(key, ()):
                should |= given.get(f"{ask} {answer}", 0)
            if differs := should ^ here.get(key, 0):
                wrong[f"{key} at “{level}”"] = differs
    return wrong
