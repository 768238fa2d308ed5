"""What a figure means, in a sentence. Where the lines are drawn: Krippendorff (2004), "Content
analysis", who asks for 0.8, and for 0.667 where conclusions are tentative; below, no convention
is worth its name, so the sentence says what to do."""

from pennydrop.rooms.understand.rules.agreement.coefficients import Measure
from pennydrop.rooms.understand.rules.agreement.figures import Figure

FIRM, TENTATIVE, SOME = 0.8, 0.667, 0.4
NAMES = {
    Measure.PERCENT: "Percent agreement",
    Measure.COHEN: "Cohen's kappa",
    Measure.FLEISS: "Fleiss' kappa",
    Measure.ALPHA: "Krippendorff's alpha",
}
MEANING = {
    Measure.PERCENT: "How much of the text was coded the same way, words that nobody coded "
    "included. Chance is not taken off, so a rare code always looks good here.",
    Measure.COHEN: "Agreement beyond chance between two people, each with their own way of "
    "using a code often or seldom. Of more than two people it is the mean over their pairs.",
    Measure.FLEISS: "Agreement beyond chance among any number of people, as if they all used a "
    "code equally often. It counts the texts that all of them have read.",
    Measure.ALPHA: "Agreement beyond chance among any number of people, also where not everybody "
    "has read every text. If you report one figure, report this one.",
}


def shown(measure: Measure, figure: Figure) -> str:
    """The figure with its interval, short: “0.62 (0.41 to 0.78)”, “97 % (95 to 98)”, “no value”."""
    if figure.value is None:
        return "no value"
    if measure is Measure.PERCENT:
        value, ends = f"{figure.value * 100:.0f} %", [f"{x * 100:.0f}" for x in _ends(figure)]
    else:
        value, ends = two(figure.value), [two(x) for x in _ends(figure)]
    return f"{value} ({' to '.join(ends)})" if ends else value


def two(value: float) -> str:
    """Two places, with a true minus; never “-0.00”."""
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def _ends(figure: Figure) -> tuple[float, ...]:
    if figure.low is None or figure.high is None:
        return ()
    return figure.low, figure.high


def sentence(figure: Figure) -> str:
    """What a chance-corrected figure says to the people who coded."""
    if figure.value is None:
        return figure.why
    return _level(figure.value) + _doubt(figure)


def _level(value: float) -> str:
    if value >= FIRM:
        return "You code alike, well beyond chance."
    if value >= TENTATIVE:
        return "You mostly code alike: enough for careful conclusions."
    if value >= SOME:
        return "You often see it differently. Talk about those passages before you lean on this."
    if value > 0:
        return "Little beyond chance: two readings seem to stand under one name."
    return "No more alike than chance would make you: you may be coding different things."


def _doubt(figure: Figure) -> str:
    """Where the interval reaches below the line on which the sentence rests."""
    if figure.low is None or figure.value is None:
        return ""
    line = next((line for line in (FIRM, TENTATIVE, SOME) if figure.value >= line), None)
    if line is None or figure.low >= line:
        return ""
    return f" There is little text to go by: it could be as low as {two(figure.low)}."
