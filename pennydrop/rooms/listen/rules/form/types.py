"""The types of XLSForm in all their spellings: what we ask, and what would tell who somebody is.

Source of the names: the XLSForm reference (xlsform.org/en/#question-types) and the aliases that
pyxform 4.5 takes.
"""

import difflib
import re
from dataclasses import dataclass
from enum import Enum

from pennydrop.rooms.listen.rules.form.model import Kind


class Means(Enum):
    """What a row is for."""

    QUESTION = "question"
    CHOOSING = "choosing"
    BEGIN = "begin"
    END = "end"
    DAY = "day"  # when it was filled in: kept to the day, where something depends on it
    IDENTIFYING = "identifying"
    DRAWN = "drawn"  # a line or a shape on a map
    LOOKUP = "lookup"
    SETTING = "setting"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Read:
    """A type cell, understood.

    `rest` is the list (CHOOSING, a loop), the setting, or the type as written. For a legacy type
    that limits its answer, `constraint` and `hint` are what it stands for.
    """

    means: Means
    kind: Kind | None = None
    rest: str = ""
    block: str = ""  # group, repeat or loop
    or_other: bool = False
    external: bool = False
    from_file: bool = False
    constraint: str = ""
    hint: str = ""


KINDS = {
    "text": Kind.TEXT, "string": Kind.TEXT, "barcode": Kind.TEXT,
    "integer": Kind.INTEGER, "int": Kind.INTEGER, "decimal": Kind.DECIMAL, "range": Kind.RANGE,
    "date": Kind.DATE, "time": Kind.TIME, "datetime": Kind.DATETIME, "date time": Kind.DATETIME,
    "note": Kind.NOTE, "acknowledge": Kind.ACKNOWLEDGE, "trigger": Kind.ACKNOWLEDGE,
    "image": Kind.IMAGE, "photo": Kind.IMAGE, "picture": Kind.IMAGE, "audio": Kind.AUDIO,
    "video": Kind.VIDEO, "file": Kind.FILE,
    "geopoint": Kind.GEOPOINT, "gps": Kind.GEOPOINT, "location": Kind.GEOPOINT,
    "calculate": Kind.CALCULATE, "hidden": Kind.HIDDEN,
}  # fmt: skip
LIMITED = {
    "percentage": (Kind.INTEGER, "0 <= . and . <= 100", ""),
    "number of days in last month": (Kind.INTEGER, "0 <= . and . <= 31", "A number from 0 to 31."),
    "number of days in last six months": (
        Kind.INTEGER, "0 <= . and . <= 183", "A number from 0 to 183.",
    ),
    "number of days in last year": (Kind.INTEGER, "0 <= . and . <= 365", "A number from 0 to 365."),
    "phone number": (Kind.TEXT, r"regex(., '^\d*$')", "Numbers only."),
}  # fmt: skip
SELECTS = {
    "select one": Kind.SELECT_ONE, "select one from": Kind.SELECT_ONE, "select1": Kind.SELECT_ONE,
    "select one using": Kind.SELECT_ONE, "add select one prompt using": Kind.SELECT_ONE,
    "select one external": Kind.SELECT_ONE, "select one from file": Kind.SELECT_ONE,
    "select multiple": Kind.SELECT_MULTIPLE, "select multiple from": Kind.SELECT_MULTIPLE,
    "select multiple using": Kind.SELECT_MULTIPLE,
    "add select multiple prompt using": Kind.SELECT_MULTIPLE,
    "select all that apply": Kind.SELECT_MULTIPLE,
    "select all that apply from": Kind.SELECT_MULTIPLE,
    "select multiple from file": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
}  # fmt: skip
BLOCKS = {
    "group": "group", "repeat": "repeat", "lgroup": "repeat", "looped group": "repeat",
    "loop": "loop",
}  # fmt: skip
# Collected by a phone without asking: a device, a number, a name, a place, an exact time.
DAYS = frozenset({"start", "end", "today", "start time", "end time"})
IDENTIFYING = frozenset(
    """
    audit background-audio background-geopoint deviceid email imei phonenumber simserial
    start-geopoint subscriberid username
    """.split()
) | {
    "device id", "get phone number", "sim id", "subscriber id", "uri:deviceid", "uri:email",
    "uri:phonenumber", "uri:simserial", "uri:subscriberid", "uri:username",
}  # fmt: skip
DRAWN = frozenset({"geotrace", "geoshape", "osm"})
LOOKUPS = frozenset({"csv-external", "xml-external"})
SETTINGS = {"set form title": "form_title", "set form id": "form_id"}
EVERY = sorted(
    {*KINDS, *LIMITED, *SELECTS, *DAYS, *IDENTIFYING, *DRAWN, *LOOKUPS, *SETTINGS}
    | {f"{edge} {block}" for edge in ("begin", "end") for block in BLOCKS}
)
_SELECT = re.compile(
    "(" + "|".join(re.escape(n).replace(r"\ ", "[ _]") for n in sorted(SELECTS, key=len)[::-1])
    + r")(?: (.*))?$", re.I
)  # fmt: skip
_OTHER = re.compile(r"\s+(?:or_other|or other|or specify other)$", re.I)
_BLOCK = re.compile(r"(begin|end)[ _](" + "|".join(BLOCKS) + r")(?: (?:over )?(\S+))?$", re.I)


def read_type(cell: str) -> Read:
    """What a type cell means; case, doubled spaces and `_` for a space make no difference."""
    text = re.sub(r"\s+", " ", cell).strip()
    return _select(text) or _block(text) or _simple(text)


def near(cell: str) -> str:
    """The type that was probably meant, spelled as the reference does, or nothing."""
    first, space, rest = cell.strip().partition(" ")
    tries = [(first, space + rest, 0.8), (cell.strip(), "", 0.7), (first, space + rest, 0.7)]
    for tried, tail, alike in tries:
        found = difflib.get_close_matches(_key(tried), EVERY, n=1, cutoff=alike)
        if found:
            return (_spelled(found[0]) + tail).strip()
    return ""


def _spelled(name: str) -> str:
    joined = name.startswith(("select ", "begin ", "end ")) and name != "end time"
    return {"datetime": "dateTime"}.get(name, name.replace(" ", "_") if joined else name)


def _key(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip().lower()


def _select(text: str) -> Read | None:
    found = _SELECT.match(text)
    if not found:
        return None
    name = _key(found[1])
    rest = (found[2] or "").strip()
    listed = _OTHER.sub("", f" {rest}").strip()
    return Read(
        Means.CHOOSING, SELECTS[name], listed, or_other=listed != rest,
        external=name.endswith(" external"), from_file=name.endswith(" file"),
    )  # fmt: skip


def _block(text: str) -> Read | None:
    found = _BLOCK.match(re.sub("_", " ", text, count=1) if text.count(" ") == 0 else text)
    if not found:
        return None
    means = Means.BEGIN if found[1].lower() == "begin" else Means.END
    return Read(means, block=BLOCKS[_key(found[2])], rest=found[3] or "")


def _simple(text: str) -> Read:
    key = _key(text)
    key = re.sub(r"^(?:q|get) |^add (?=.* prompt$)| prompt$", "", key) if key not in EVERY else key
    if key in KINDS:
        return Read(Means.QUESTION, KINDS[key], text)
    if key in LIMITED:
        kind, constraint, hint = LIMITED[key]
        return Read(Means.QUESTION, kind, text, constraint=constraint, hint=hint)
    named = {
        **dict.fromkeys(DAYS, Means.DAY), **dict.fromkeys(IDENTIFYING, Means.IDENTIFYING),
        **dict.fromkeys(DRAWN, Means.DRAWN), **dict.fromkeys(LOOKUPS, Means.LOOKUP),
    }  # fmt: skip
    if key in SETTINGS:
        return Read(Means.SETTING, rest=SETTINGS[key])
    # "osm tags" names a list of tags after the type.
    return Read(named.get(key) or named.get(key.partition(" ")[0], Means.UNKNOWN), rest=text)
