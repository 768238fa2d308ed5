"""`pennydrop identifiers`: JSON Lines in, JSON Lines out. No settings, no database, no keys."""

import argparse
import json
import re
import sys
from typing import Any, TextIO

from pennydrop.rooms.understand.public.identifiers import Setting, Span, find_identifiers, said_why

ABOUT = """Reads lines {"id": ..., "text": "..."} and, for each, writes
{"id": ..., "spans": [{"start", "end", "label", "score"}]}.
start and end count Unicode code points, end is not included. An optional "hide" (a list of
words) names what must be found whatever it looks like. These are suggestions: a person decides.

    echo '{"id": 1, "text": "I rang Danny"}' | pennydrop identifiers
    pennydrop identifiers --plain --explain < interview.txt

score: how often such a suggestion was right when that was measured, from 0 to 1."""
_NOT_UTF8 = re.compile("[\udc80-\udcff]")  # bytes that could not be read (PEP 383)
_SAVE_IT = "Is it a Word file, or saved in another encoding? Save it as plain text in UTF-8."
SETTINGS = {setting.value.replace(" ", "-"): setting for setting in Setting}


class BadLine(Exception):
    """A line that is not what we asked for."""


def read_line(number: int, line: str) -> tuple[Any, str, list[str]]:
    """The id, the text and the words to hide. Raises BadLine naming the line."""
    if number == 1:
        line = line.removeprefix("\ufeff")  # as some programs begin a file
    if _NOT_UTF8.search(line):
        raise BadLine(f"Line {number} is not UTF-8. {_SAVE_IT}")
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLine(
            f"Line {number} is not JSON ({error.msg}, column {error.colno})."
            + (" Is it a plain text? Then add --plain." if number == 1 else "")
        ) from error
    if not isinstance(value, dict) or "id" not in value or not isinstance(value.get("text"), str):
        raise BadLine(f'Line {number} needs an "id" and a "text" in quotes.')
    hide = value.get("hide", [])
    if not isinstance(hide, list) or not all(isinstance(term, str) for term in hide):
        raise BadLine(f'Line {number}: "hide" must be a list of words.')
    return value["id"], value["text"], hide


def answer(key: Any, text: str, hide: list[str], *, setting: Setting, explain: bool) -> str:
    found = find_identifiers(text, hide=hide, setting=setting)
    spans = [_written(span, text, explain) for span in found]
    return json.dumps({"id": key, "spans": spans}, ensure_ascii=False)


def _written(span: Span, text: str, explain: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "start": span.start,
        "end": span.end,
        "label": str(span.label),
        "score": round(span.score, 3),
    }
    if explain:
        plain |= {
            "words": text[span.start : span.end],
            "why": str(span.why),
            "because": said_why(span),
        }
    return plain


def run(
    lines: TextIO,
    out: TextIO,
    err: TextIO,
    *,
    setting: Setting = Setting.MISS_NOTHING,
    explain: bool = False,
) -> int:
    """Answer every good line; name every bad one. 1 when any line was bad."""
    status = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            key, text, hide = read_line(number, line)
            out.write(answer(key, text, hide, setting=setting, explain=explain) + "\n")
            out.flush()
        except BadLine as problem:
            err.write(f"pennydrop: {problem}\n")
            status = 1
    return status


def run_plain(whole: TextIO, out: TextIO, err: TextIO, *, setting: Setting, explain: bool) -> int:
    """Answer for everything that comes in as for one text. 1 where it is not UTF-8."""
    text = whole.read().removeprefix("\ufeff")
    if _NOT_UTF8.search(text):
        err.write(f"pennydrop: The text is not UTF-8. {_SAVE_IT}\n")
        return 1
    out.write(answer("text", text, [], setting=setting, explain=explain) + "\n")
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="pennydrop identifiers",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--setting",
        choices=SETTINGS,
        default="miss-nothing",
        help="miss-nothing (the default) points to more, less-noise to less that is none",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help='adds "words", "why" (pattern, list, model, again, asked) and "because" to each span',
    )
    parser.add_argument(
        "--plain", action="store_true", help='read everything as one plain text; its id is "text"'
    )
    asked, more = parser.parse_known_args(arguments)
    if more:
        parser.error(
            f"{more[0]!r} is none of these. A file comes in by <: … --plain < interview.txt"
        )
    # A plain text keeps its line ends: what we answer counts them.
    ends = "" if asked.plain else None
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape", newline=ends)  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    setting = SETTINGS[asked.setting]
    answered = run_plain if asked.plain else run
    return answered(sys.stdin, sys.stdout, sys.stderr, setting=setting, explain=asked.explain)
