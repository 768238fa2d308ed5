"""The types of XLSForm: which we show, which we know, and which would tell who somebody is.

Source of the names: the XLSForm reference (xlsform.org/en/#question-types) and the aliases that
pyxform 4.5 takes.
"""

import re
from dataclasses import dataclass

SELECTS = {
    "select_one": "select_one",
    "select one": "select_one",
    "select one from": "select_one",
    "select1": "select_one",
    "select_multiple": "select_multiple",
    "select multiple": "select_multiple",
    "select multiple from": "select_multiple",
    "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple",
}
PLAIN = {"text": "text", "string": "text", "note": "note"}
EDGES = {
    "begin_group": "begin_group", "begin group": "begin_group",
    "end_group": "end_group", "end group": "end_group",
}  # fmt: skip
# Collected by a phone without asking: a device, a number, a name, a place, an exact time.
IDENTIFYING = frozenset(
    """
    audit background-audio background-geopoint deviceid email end imei phonenumber simserial start
    start-geopoint subscriberid today username
    """.split()
) | {
    "device id", "end time", "phone number", "sim id", "start time", "subscriber id",
    "get device id", "get end time", "get phone number", "get sim id", "get start time",
    "get subscriber id", "get today", "uri:deviceid", "uri:email", "uri:phonenumber",
    "uri:simserial", "uri:subscriberid", "uri:username",
}  # fmt: skip
NOT_YET = frozenset(
    """
    acknowledge audio barcode begin_loop begin_repeat calculate csv-external date datetime dateTime
    decimal end_loop end_repeat entity file geopoint geoshape geotrace gps hidden image int integer
    location osm percentage photo range rank select_multiple_from_file select_one_external
    select_one_from_file time trigger video xml-external
    """.split()
) | {
    "begin loop", "begin repeat", "date time", "end loop", "end repeat",
    "select multiple from file",
    "select one external", "select one from file",
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A type cell, understood: `kind` is ours, `rest` what follows (the name of a list)."""

    kind: str
    rest: str = ""
    or_other: bool = False


def read_type(cell: str) -> Read:
    """What a type cell means. Kinds beyond those shown: `identifying`, `not yet`, `unknown`."""
    text = re.sub(r"\s+", " ", cell).strip()
    simple = PLAIN.get(text) or EDGES.get(text)
    if simple:
        return Read(simple)
    if text.lower() in IDENTIFYING:
        return Read("identifying", text)
    return _select(text) or Read("not yet" if _known(text) else "unknown", text)


def _select(text: str) -> Read | None:
    # The longest name first: "select one from" also begins with "select one".
    for name in sorted(SELECTS, key=len, reverse=True):
        if text == name or text.startswith(f"{name} "):
            rest = text[len(name) :].strip()
            if rest.startswith(("from file ", "external ")):
                return None
            listed = re.sub(r"\s+or[_ ]other$", "", rest)
            return Read(SELECTS[name], listed, or_other=listed != rest)
    return None


def _known(text: str) -> bool:
    return any(text == name or text.startswith(f"{name} ") for name in NOT_YET)
