"""What is shown at once to somebody whose words suggest a risk: what to do, and who is there.

Participant text: plain, short, reading age nine to eleven, and it judges nobody. Each block names
where its facts come from. A clinician and somebody with lived experience sign these texts before a
host opens to real people; the page that shows them says so until then.
"""

from dataclasses import dataclass

from pennydrop.rooms.listen.rules.risk_words.kinds import Kind


@dataclass(frozen=True)
class Line:
    """Somebody to reach: `address` is a `tel:` or `sms:` link, `shown` what stands on it."""

    address: str
    shown: str
    who: str


@dataclass(frozen=True)
class Help:
    """One block: a heading, steps in order, lines to reach, and the sources of both."""

    title: str
    steps: tuple[str, ...]
    lines: tuple[Line, ...]
    sources: tuple[str, ...]


_999 = Line("tel:999", "999", "Life in danger, or someone may hurt you now.")
_111 = Line("tel:111", "111, then 2", "NHS help for your mind, day and night, in England.")
_111_BODY = Line("tel:111", "111", "NHS. They tell you where to go today.")
_SAMARITANS = Line("tel:116123", "116 123", "Samaritans. Free, day and night.")
_SHOUT = Line("sms:85258", "Text SHOUT to 85258", "Shout. Free, day and night, no need to talk.")
_FRANK = Line("tel:03001236600", "0300 123 6600", "FRANK. Talk about drugs, no names.")
_ABUSE = Line(
    "tel:08082000247", "0808 2000 247", "Domestic abuse helpline, for women. Free, day and night."
)
_MEN = Line("tel:08088010327", "0808 801 0327", "Men’s Advice Line, for men who are being hurt.")
_CHILDLINE = Line("tel:08001111", "0800 1111", "Childline, if you are under 19. Free.")

_LOOKED_UP = "Looked up November 2026."
_MIND = f"NHS England, 111 mental health option; Samaritans; Shout. {_LOOKED_UP}"
_DRUGS = f"London Friend, emergency advice; FRANK. {_LOOKED_UP}"
_SAFE = (
    f"Refuge, National Domestic Abuse Helpline; Men’s Advice Line; police, Silent Solution. "
    f"{_LOOKED_UP}"
)

_HELP: dict[Kind, Help] = {
    Kind.OVERDOSE: Help(
        "Is someone hard to wake? Call 999 now",
        (
            "Roll them onto their side.",
            "Keep their mouth clear. Stay with them.",
            "Tell the crew what they took. They come to help.",
            "If you took too much and feel ill, call 999 for you too.",
        ),
        (_999, _111_BODY, _FRANK),
        (_DRUGS,),
    ),
    Kind.BREATHING: Help(
        "Hard to breathe, a fit, or chest pain? Call 999 now",
        (
            "Say where you are first.",
            "Sit up if you can. Roll someone who will not wake onto their side.",
            "Stay with them, or ask someone to stay with you.",
        ),
        (_999, _111_BODY),
        (_DRUGS,),
    ),
    Kind.SUICIDE: Help(
        "You matter. Someone can be with you now",
        (
            "If you may act on it, or you have done something already, call 999.",
            "Put some space between you and what you could use.",
            "Tell one person how bad it is. You can say just that.",
            "If it is someone else, ask them, and stay with them.",
        ),
        (_999, _111, _SAMARITANS, _SHOUT),
        (_MIND,),
    ),
    Kind.CHILD: Help(
        "Is a child in danger? Call 999 now",
        (
            "If a child has swallowed something, call 999. Do not wait.",
            "If a child is not safe, you can tell the police, or the council where they live.",
            "If you are the child or teen, Childline is for you.",
        ),
        (_999, _CHILDLINE, _SAMARITANS),
        (f"Childline. Calls to 999: GOV.UK. {_LOOKED_UP}",),
    ),
    Kind.HURT_BY_SOMEBODY: Help(
        "It is not your fault. You can get help",
        (
            "If you are in danger now, call 999.",
            "On a mobile, if you cannot speak, press 55 when you are asked.",
            "If someone may look at this phone, press “Leave now” first.",
        ),
        (_999, _ABUSE, _MEN, _CHILDLINE),
        (_SAFE,),
    ),
    Kind.SELF_HARM: Help(
        "You do not have to be alone with this",
        (
            "If a cut is deep, or will not stop bleeding, call 999.",
            "Someone will listen, as you are. You do not need to stop first.",
        ),
        (_111, _SAMARITANS, _SHOUT, _CHILDLINE),
        (_MIND,),
    ),
    Kind.BODY: Help(
        "Get your body seen to today",
        (
            "If you cannot pee at all, call 111 or go to A&E today.",
            "Blood in your pee, yellow skin, or shaking with back pain: call 111 today.",
            "Say that you use ketamine. It helps them look in the right place.",
        ),
        (_111_BODY, _999, _FRANK),
        (
            "NHS in Bristol, North Somerset and South Gloucestershire, Ketamine bladder (draft). "
            f"{_LOOKED_UP} Not yet signed off by a clinician.",
        ),
    ),
}


def help_for(kind: Kind) -> Help:
    """The block of help for one kind of risk. Every kind has one."""
    return _HELP[kind]
