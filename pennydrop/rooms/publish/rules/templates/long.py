"""Templates that are read from top to bottom."""

from pennydrop.rooms.publish.rules.templates.parts import (
    Ask,
    Asks,
    Chart,
    Head,
    KeyPoints,
    Section,
    Shown,
    Support,
    Template,
    Text,
    Themes,
)

HEARD = "We heard {{people}}. What they told us reached us {{months}}."

FULL_REPORT = Template(
    "report",
    "Full report",
    "Everything: what was asked, how, what people said, what it cannot tell.",
    (
        Section("overview"),
        Section(
            "priorities",
            3,
            "What people want changed first, in three to five lines. Each line should stand on a "
            "theme below.",
            "points",
        ),
        Head("Key points at a glance"),
        KeyPoints(),
        Section("about"),
        Section(
            "context",
            guidance="Which strategies, reviews and local plans this report speaks to, and what "
            "they promised. Name each with its year and link to it.",
        ),
        Themes(Shown.WHOLE),
        Head("Where each theme came up"),
        Chart("themes"),
        # What people said comes first; how we know, before anything is asked of anybody.
        Section("method"),
        Chart("people"),
        Section("limits", 3),
        Section("not heard", 3),
        Section("figures", 3),
        Section("ethics"),
        Section("questions"),
        Section(
            "asks",
            guidance="One thing that should be done, who must do it, and what it would change for "
            "the people in this report. Add one block for each.",
            kind="recommendation",
        ),
        Section("conclusion"),
        Section("thanks"),
        Section("contacts"),
        Support(),
    ),
    called="Report",
)

SUMMARY = Template(
    "summary",
    "Two-page summary",
    "The findings for somebody with five minutes.",
    (
        Section("overview"),
        Head("Key points at a glance"),
        KeyPoints(),
        Chart("themes"),
        Themes(Shown.SHORT),
        Section(
            "asks",
            guidance="The one thing you would ask for if you could ask for one only.",
            kind="recommendation",
        ),
        Head("How we know"),
        Text(f"{HEARD} Names and places were taken out. Each quote stands here with consent."),
        Section("limits", 3),
        Section("not heard", 3),
        Support(),
    ),
)

EASY_READ = Template(
    "easy",
    "Easy read",
    "Short sentences and plain words, one idea at a time.",
    (
        Head("What this is about"),
        Ask("picture", "Pick the drawing that says what this is about."),
        Ask(
            "points",
            "Who we are, what we asked about, and why. One short sentence on each line. Explain "
            "any hard word at once.",
        ),
        Head("Who we listened to"),
        Ask("picture", "Pick the drawing that says who was listened to."),
        Text("We listened to {{people}}.\n\nWe took out names and places."),
        Themes(
            Shown.POINT,
            "Say this in short sentences: about ten words each, one idea in each. Leave out what "
            "is not needed.",
            picture="Pick the drawing that says what this theme says, for people who look at "
            "pictures first.",
        ),
        Head("What should change"),
        Ask("picture", "Pick the drawing that says what should change."),
        Ask("points", "What should be done, and by whom. One short sentence on each line."),
        Head("What we do not know"),
        Ask("prose", "Who you did not hear from, in one or two short sentences."),
        Head("Thank you"),
        Text("Thank you to everyone who told us something."),
        Support(),
    ),
)

BRIEFING = Template(
    "briefing",
    "Policy briefing",
    "The evidence, who must act, and what it would change.",
    (
        Head("In short"),
        Ask("prose", "The problem and the ask in three sentences. Many read no further."),
        KeyPoints(),
        Head("Whom we heard, and what came up"),
        Text(HEARD),
        Chart("themes"),
        Themes(Shown.SHORT),
        Section(
            "context",
            guidance="Which duty, plan or budget this falls under, and when it is decided on.",
        ),
        Head("Who must act, and what it would change"),
        Asks(
            (
                "What should be done, the organisation or role that must do it, and what people "
                "would notice if they did.",
                "A second recommendation, for somebody else who must act.",
            )
        ),
        Section("limits"),
        Section("not heard", 3),
        Section("figures", 3),
        Section("contacts"),
    ),
)
