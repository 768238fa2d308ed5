"""Says in plain words why something was pointed to, and how sure that is."""

from types import MappingProxyType

from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why

_KINDS = MappingProxyType(
    {
        Label.PERSON: "somebody's name",
        Label.PHONE: "a phone number",
        Label.EMAIL: "an e-mail address",
        Label.WEB: "a web address",
        Label.HANDLE: "somebody's name online",
        Label.NHS_NUMBER: "an NHS number",
        Label.POSTCODE: "a postcode",
        Label.ADDRESS: "an address",
        Label.NUMBER: "a number that leads to one person",
        Label.DATE: "a date",
        Label.AGE: "an exact age",
        Label.PLACE: "a place",
        Label.ORGANISATION: "a named service, school, workplace or venue",
        Label.JOB: "a job that few people have",
        Label.HIDDEN: "something to hide",
    }
)
_WHY = MappingProxyType(
    {
        Why.PATTERN: "It is written like {kind}.",
        Why.LIST: "It is on our list, and may be {kind}.",
        Why.MODEL: "The sentence reads as if this were {kind}.",
        Why.AGAIN: "It was found elsewhere in this text as {kind}.",
        Why.EARLIER: "This study knows it as {kind}.",
        Why.ASKED: "The person asked that this is hidden.",
    }
)
_SURE = ((0.95, "nearly sure"), (0.8, "likely"), (0.5, "more likely than not"), (0.0, "perhaps"))


def said_why(span: Span) -> str:
    """One sentence: what a suggestion rests on."""
    return _WHY[Why(span.why)].format(kind=_KINDS[Label(span.label)])


def said_sure(score: float) -> str:
    """How sure a suggestion is, in words: by how often such a one was right."""
    return next(words for least, words in _SURE if score >= least)
