"""The words a findings report starts with. Every one can be changed in the draft; what stands in
double braces is filled from the study (rules/filling.py).

The order of the sections follows published lived-experience findings reports: the project, the
overview, how people were heard, ethics, the questions, the themes, a summary, thanks.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "overview": (
            "{{organisation}} asked {{whom}} to tell us about it in their own way. We heard "
            "{{people}}. This report is what they said, in their words and ours.\n\n"
            "It is for those who plan and pay for services, for surgeries, hospitals and schools, "
            "and for anybody who finds themselves in it."
        ),
        "about": (
            "{{study}} is a peer-led project of {{organisation}}. People with experience of their "
            "own asked the questions, read what was said and wrote this report. Everybody who took "
            "part could skip any question, stop, and take their words back afterwards."
        ),
        "method": (
            "We heard {{people}}. What they told us reached us {{months}}; a conversation counts "
            "from the day on which it was brought in, which can be later than the day on which it "
            "took place. Names, places and whatever else a person asked us to hide were taken out "
            "before anybody in the team worked with the words. {{approach}}\n\n"
            "Each quote stands here because the person agreed to be quoted and published, and "
            "because two of us checked it in its place. […] marks where words were left out, and "
            "[square brackets] hold words of ours."
        ),
        "limits": "{{limits}}",
        "not heard": "{{not heard}}",
        "figures": "{{reading figures}}",
        "ethics": (
            "Taking part was a free choice, with clear information first and consent in steps: to "
            "take part, to be analysed, to be quoted, to be published. Nobody had to give a name. "
            "Before the first question people read when we could not keep a secret, and support "
            "lines stood on every page. Whoever takes their words back is no longer quoted here: "
            "where their words stood, the page then says that they were removed at the person’s "
            "wish. What they said cannot be called back from copies that somebody saved before."
        ),
        "questions": "{{questions}}",
        "conclusion": (
            "People told us where help fails and where it holds. We ask those who read this to "
            "take one key insight to the next meeting where services are planned, and to tell us "
            "what they did with it."
        ),
        "thanks": (
            "Thank you to everybody who told us something. If you have changed your mind about any "
            "of it, use your code, and your words will go."
        ),
        "contacts": "{{contact}}",
        "support": (
            "- **999** if a life is in danger or somebody will not wake\n"
            "- **111** for the NHS; in England listen for the mental health option\n"
            "- **116 123** for Samaritans, free, day and night\n"
            "- **0300 123 6600** for FRANK, to talk about drugs without giving a name"
        ),
    }
)
# "priorities", "context" and "asks" have no text of their own: a template keeps a place for them
# that readers do not see until somebody fills it.

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "points": "Key points at a glance",
        "overview": "Overview",
        "priorities": "What people want changed first",
        "about": "About the project",
        "context": "Where this stands nationally and locally",
        "method": "How we listened",
        "limits": "What this cannot tell you",
        "not heard": "Who we did not hear from",
        "figures": "How to read our figures",
        "ethics": "Ethics and safety",
        "questions": "The questions we asked",
        "themes": "Where each theme came up",
        "asks": "What people ask for",
        "conclusion": "In conclusion",
        "thanks": "Thank you",
        "contacts": "Talk to us",
    }
)

QUESTIONS = (
    "Why people start using {substance}",
    "How use changes over time",
    "What harm it does, to the body, the mind and life with others",
    "What stands in the way of getting help",
    "How services have treated people",
    "What would help",
    "What recovery looks like, and what makes it possible",
)

QUESTIONS_CLOSE = (
    "How people find out that somebody close to them uses {substance}",
    "How things change at home as time goes on",
    "What it does to them: body, sleep, work and trust",
    "What stands in the way of getting help for themselves",
    "How services have treated them",
    "What would help them",
    "What getting better looks like for them",
)
WHOM: Mapping[str, str] = MappingProxyType(
    {
        "used": "people who have used {substance}",
        "affected": "people close to somebody who uses {substance}: family, partners and friends,",
        "both": "people who have used {substance}, and people close to them,",
    }
)
NOT_ASKED: Mapping[str, str] = MappingProxyType(
    {
        "used": "People close to them were not asked here: what they tell is about their own "
        "lives, and needs a study of its own.",
        "affected": "People who use were not asked here. Nothing in this report speaks for them.",
    }
)
"""Kinds of people are kept apart: who was not asked, by whom the study asks."""

APPROACHES: Mapping[str, str] = MappingProxyType(
    {
        "reflexive thematic": (
            "We read everything more than once, gave passages codes, and built themes by talking "
            "about what they share, which is the way of reflexive thematic analysis."
        ),
        "codebook": (
            "We read everything with a shared book of codes, and grouped what we found into themes."
        ),
        "framework": (
            "We set what people said into a framework agreed beforehand, case by case, and read "
            "across it for themes."
        ),
    }
)

APPROACH_ELSEWHERE = (
    "The passages had been given their labels elsewhere, before they came to us. We took these "
    "labels over as codes and put them together; nobody here gave the passages codes anew."
)
ALSO_ELSEWHERE = (
    "Some of the passages had been given their labels elsewhere, before they came to us, and we "
    "took these labels over as codes."
)
LIMITS_ELSEWHERE = (
    "Labels that were given elsewhere stand behind the themes. A label says what somebody with "
    "questions of their own heard in one passage. It is no theme, and what they did not listen for "
    "cannot be found by it."
)

ALSO = (
    "Some quotes are from another study of ours, “{title}”, told by people who agreed that our "
    "later work may use their words. That study is not in the figures."
)
LIMITS = (
    "People chose to take part, so those who never found a way to us, or did not want to, are "
    "largely absent. Nobody was examined and no records were checked: this is what people remember "
    "and how they see it. Nothing here says how common anything is."
)
NOT_WORD_FOR_WORD = (
    "Some of what we heard was written up from notes or from memory. It shaped our thinking and is "
    "not quoted."
)
NOT_HEARD = (
    "We do not know how the people we heard differ from those we did not. People who are not in "
    "touch with any service or group, people who do not read English easily, and people in custody "
    "or in hospital at the time are the least likely to have found a way in."
)
NO_SUCH_SOURCE: Mapping[str, str] = MappingProxyType(
    {
        "interview": "Nobody was interviewed.",
        "focus_group": "There was no focus group.",
        "survey": "There was no survey.",
    }
)

NO_CONTACT = "Nobody has been named yet whom readers can ask about this."
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

BEHIND = (
    "The line beneath a key insight counts people with a passage in what the insight stands on. "
    "Where that would tell of a few people beside another figure, it gives the largest figure of "
    "what the insight stands on, or none."
)


def told_contact(entered: str) -> str:
    """Whom to ask, as a report says it in Markdown; said plainly where nobody is `entered`."""
    if not entered:
        return NO_CONTACT
    line = _MAIL.sub(lambda found: f"<{found[0]}>", entered)
    return f"To ask about this, or to say that something in it is wrong:\n\n**{line}**"


def split_title(title: str) -> tuple[str, str]:
    """A title and, after a colon, its subtitle."""
    head, colon, rest = title.partition(": ")
    return (head.strip(), rest.strip()) if colon and rest.strip() else (title.strip(), "")
