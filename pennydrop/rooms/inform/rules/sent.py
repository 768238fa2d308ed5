"""Results as a checking service sends them: one JSON object with a list, each sample with the names
of our own fields. What may stand in one is the same as in a file (`rows`).
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pennydrop.rooms.inform.rules.results import BadResults
from pennydrop.rooms.inform.rules.rows import (
    LONGEST_AMOUNT,
    MOST_ROWS,
    BadRow,
    Results,
    made_sample,
    read_each,
    safe,
)
from pennydrop.rooms.inform.rules.sample_changes import Why
from pennydrop.rooms.inform.rules.samples import Finding, Role, Sample

MOST_NAMED = 20
# Each text with the field that it is kept in.
_TEXTS = {
    "source_ref": "source_ref", "form": "shape", "colour": "colour", "received": "received",
    "reported": "reported", "published": "published", "place": "place", "method": "method",
    "limits": "limits",
}  # fmt: skip
_FIELDS = {*_TEXTS, "expected", "findings", "nothing"}
_FINDING = {"substance", "role", "amount"}


@dataclass(frozen=True)
class SentChanges:
    """Results to put in the place of those that were sent, numbers to take back, and why."""

    corrected: Results
    taken_back: tuple[str, ...]
    why: Why


def read_sent(data: bytes, *, today: dt.date) -> Results:
    """Samples from JSON; rows are counted from 1. Raises BadResults."""
    samples = _opened(data).get("samples")
    if not isinstance(samples, list) or not samples:
        raise BadResults("It is not an object with a list of samples.")
    return _read(samples, today)


def read_changes(data: bytes, *, today: dt.date) -> SentChanges:
    """Corrected samples and numbers to take back, from JSON. Raises BadResults."""
    sent = _opened(data)
    samples, back = sent.get("samples", []), sent.get("taken_back", [])
    if not isinstance(samples, list) or not isinstance(back, list) or not (samples or back):
        raise BadResults("It has neither a list of samples nor one of numbers to take back.")
    if not all(isinstance(one, str) for one in back):
        raise BadResults("A number to take back has to be text.")
    if sent.get("why") not in list(Why):
        raise BadResults(f"“why” has to be one of: {', '.join(Why)}.")
    return SentChanges(_read(samples, today), tuple(back), Why(sent["why"]))


def _opened(data: bytes) -> dict[str, Any]:
    try:
        sent = json.loads(data.decode())
    except UnicodeDecodeError:
        raise BadResults("It is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadResults("It is not JSON.") from None
    return sent if isinstance(sent, dict) else {}


def _read(samples: list[Any], today: dt.date) -> Results:
    if len(samples) > MOST_ROWS:
        raise BadResults(f"At most {MOST_ROWS} samples fit.")
    return read_each(enumerate(samples, start=1), partial(_sample, today), _not_read(samples))


def _not_read(samples: list[Any]) -> list[str]:
    """Fields that we do not know: they are dropped, and a few of them named."""
    found = {str(name)[:40] for one in samples if isinstance(one, dict) for name in one}
    return sorted(found - _FIELDS)[:MOST_NAMED]


def _sample(today: dt.date, sent: Any) -> Sample:
    if not isinstance(sent, dict):
        raise BadRow("It is not an object.")
    nothing = sent.get("nothing", False)
    if not isinstance(nothing, bool):
        raise BadRow("“nothing” has to be true or false.")
    texts = {field: _text(sent, name) for name, field in _TEXTS.items()}
    expected = [_safe_text(one, "expected") for one in _list(sent, "expected")]
    findings = [_finding(one) for one in _list(sent, "findings")]
    return made_sample(texts, expected, findings, nothing=nothing, today=today)


def _finding(sent: Any) -> Finding:
    if not isinstance(sent, dict) or set(sent) - _FINDING:
        raise BadRow("A finding has a substance, a role and perhaps an amount.")
    substance, amount = _text(sent, "substance"), _text(sent, "amount")
    if not substance or sent.get("role") not in list(Role):
        raise BadRow("A finding needs a substance, and a role: main, lesser or trace.")
    if len(amount) > LONGEST_AMOUNT:
        raise BadRow(f"An amount has at most {LONGEST_AMOUNT} characters.")
    return Finding(substance, Role(sent["role"]), amount)


def _list(sent: Mapping[str, Any], name: str) -> list[Any]:
    found = sent.get(name, [])
    if not isinstance(found, list):
        raise BadRow(f"“{name}” has to be a list.")
    return found


def _text(sent: Mapping[str, Any], name: str) -> str:
    return _safe_text(sent.get(name) or "", name)


def _safe_text(said: Any, name: str) -> str:
    if not isinstance(said, str):
        raise BadRow(f"“{name}” has to be text.")
    return safe(" ".join(said.split()))
