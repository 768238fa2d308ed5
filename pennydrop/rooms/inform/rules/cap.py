"""An alert as a Common Alerting Protocol message (OASIS CAP 1.2, 1 July 2010), for the systems that
pass warnings on. The order of the elements is that of its schema."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from pennydrop.rooms.inform.rules.alerts import Evidence, Issued, Level, Message

UK = ZoneInfo("Europe/London")
NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_TYPES = {Message.NEW: "Alert", Message.UPDATE: "Update", Message.WITHDRAWN: "Cancel"}
_URGENCY = {Level.INFORMATION: "Unknown", Level.CARE: "Expected", Level.WARNING: "Immediate"}
_SEVERITY = {Level.INFORMATION: "Minor", Level.CARE: "Moderate", Level.WARNING: "Severe"}
_CERTAINTY = {
    Evidence.LAB: "Observed", Evidence.SUSPECTED: "Possible", Evidence.TOLD: "Unknown"
}  # fmt: skip


def write_cap(alert: Issued, *, instruction: Sequence[str], page: str, sender: str) -> bytes:
    """The message as XML in UTF-8. `instruction`: what may be shown of what to do, as plain text;
    `page`: the whole address of the alert's page; `sender`: the domain that sends it.

    What is invented is sent as an exercise, which no receiver passes on to people.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}alert")
    sent_before = [_reference(alert, sender, number, at) for number, at in alert.earlier]
    if alert.withdrawn_at is not None:
        sent_before.append(_reference(alert, sender, alert.number, alert.issued_at))
    _fill(
        root,
        {
            "identifier": _identifier(alert, alert.number, alert.withdrawn_at is not None),
            "sender": sender,
            "sent": _time(alert.sent_at),
            "status": "Exercise" if alert.invented else "Actual",
            "msgType": _TYPES[alert.message],
            "source": alert.text.source.publisher,
            "scope": "Public",
            "note": alert.withdrawn_why,
            "references": " ".join(sent_before),
        },
    )
    info = ET.SubElement(root, f"{{{NAMESPACE}}}info")
    _fill(info, _info(alert, instruction, page))
    _fill(ET.SubElement(info, f"{{{NAMESPACE}}}area"), {"areaDesc": alert.text.area})
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _info(alert: Issued, instruction: Sequence[str], page: str) -> Mapping[str, str]:
    text = alert.text
    end = dt.datetime.combine(text.last_day, dt.time(23, 59, 59), UK)  # as our own pages end it
    return {
        "language": "en-GB",
        "category": "Health",
        "event": f"Drug alert: {text.level}",
        "urgency": "Past" if alert.withdrawn_at else _URGENCY[text.level],
        "severity": _SEVERITY[text.level],
        "certainty": _CERTAINTY[text.evidence],
        "effective": _time(alert.issued_at),
        "expires": _time(end),
        "senderName": text.source.publisher,
        "headline": text.headline,
        "description": " ".join(facts(alert)),
        "instruction": " ".join(instruction),
        "web": page,
    }


def facts(alert: Issued) -> Iterator[str]:
    """What is known, a sentence each, without any advice."""
    text = alert.text
    if alert.invented:
        yield "Invented for a demonstration."
    if alert.withdrawn_at is not None:
        yield f"Withdrawn: {alert.withdrawn_why}"
    yield f"{text.headline}. {text.area}; {text.evidence}."
    if alert.looks:
        yield f"It looked like this: {alert.looks}. The same look can hold something else."
    yield text.why


def _fill(parent: ET.Element, values: Mapping[str, str]) -> None:
    """What is empty is left out: every optional element of the schema has to say something."""
    for name, value in values.items():
        if value:
            ET.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = value


def _identifier(alert: Issued, number: int, withdrawn: bool) -> str:
    return f"{alert.id}.{number}{'.withdrawn' if withdrawn else ''}"


def _reference(alert: Issued, sender: str, number: int, at: dt.datetime) -> str:
    return f"{sender},{_identifier(alert, number, False)},{_time(at)}"


def _time(at: dt.datetime) -> str:
    """Seconds and an offset: the schema has no Z and no fractions. CAP writes UTC as -00:00."""
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}-00:00"
