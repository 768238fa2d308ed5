"""What the small model says of a word: that it begins an identifier of a kind, goes on with one, or
is none. The order is part of the model."""

from pennydrop.rooms.understand.rules.identifiers.spans import Label

KINDS: tuple[str, ...] = (
    Label.PERSON.value,
    Label.PHONE.value,
    Label.EMAIL.value,
    Label.WEB.value,
    Label.HANDLE.value,
    Label.NHS_NUMBER.value,
    Label.POSTCODE.value,
    Label.ADDRESS.value,
    Label.NUMBER.value,
    Label.DATE.value,
    Label.AGE.value,
    Label.PLACE.value,
    Label.ORGANISATION.value,
    Label.JOB.value,
)
OUTSIDE = 0
BEGIN = {kind: 1 + 2 * number for number, kind in enumerate(KINDS)}
GO_ON = {kind: 2 + 2 * number for number, kind in enumerate(KINDS)}
COUNT = 1 + 2 * len(KINDS)
