"""Templates that are looked at one sheet at a time."""

from pennydrop.rooms.publish.rules.templates.parts import (
    Ask,
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

SLIDES = Template(
    "slides",
    "Slide deck",
    "One idea on each slide, to talk to.",
    (
        Head("Who we listened to"),
        Text("We heard {{people}}, {{months}}."),
        Chart("people"),
        Head("Key points at a glance"),
        KeyPoints(),
        Themes(Shown.SHORT),
        Head("Where each theme came up"),
        Chart("themes"),
        Section(
            "asks",
            guidance="One recommendation on each slide, with a heading of its own.",
            kind="recommendation",
        ),
        Head("What this cannot tell you"),
        Ask("points", "Two or three limits, each in one line, that you will say aloud."),
        Head("Thank you"),
        Text("To everybody who told us something.\n\n{{organisation}}"),
        Support(),
    ),
    called="Slides",
)

CARDS = Template(
    "cards",
    "Social cards for young people",
    "A few cards to share: one thought on each, and where to get help.",
    (
        Head("Have you heard?"),
        Ask(
            "prose",
            "One or two sentences that somebody of sixteen would pass on. Nothing that frightens, "
            "shames or makes it sound like fun.",
        ),
        Themes(
            Shown.POINT,
            "Say this in up to twenty words to somebody of sixteen, who may use or not.",
        ),
        Head("Worried about yourself or a friend?"),
        Ask(
            "prose",
            "What to do first, and somebody to talk to here who will not tell. Put the name of the "
            "service and how to reach it.",
        ),
        Support(),
        Head("Who says so"),
        Text("We listened to {{people}}.\n\n{{organisation}}"),
    ),
    called="Cards to share",
)

POSTER = Template(
    "poster",
    "Poster",
    "One sheet for a wall: the points, one chart, and where to find the rest.",
    (
        Themes(Shown.POINT),
        Head("In their words"),
        Ask("quote", "One short quote that can stand by itself, from somebody who agreed to it."),
        Head("Where each theme came up"),
        Chart("themes"),
        Head("What should change"),
        Ask("recommendation", "The one thing this wall should ask for, and of whom."),
        Head("Who we listened to"),
        Text("We heard {{people}}, {{months}}.\n\n{{not heard}}"),
        Support(),
    ),
)
