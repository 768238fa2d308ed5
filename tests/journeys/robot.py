"""Somebody who answers any form to the end, in a real browser without script."""

import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.browser import Seat

MOST_PAGES = 600
WORDS = "Some words about it."
PASSING = ("Skip this one", "Skip these", "Leave it as it is", "Leave these as they are")


def png(width=8, height=8):
    """A small picture, made here, so that no file is needed."""
    rows = b"".join(b"\0" + bytes([120, 60, 30] * width) for _ in range(height))

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def wav():
    sound = bytes(800)
    body = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    body += b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def mp4():
    def box(name, body):
        return struct.pack(">I4s", len(body) + 8, name) + body

    handler = box(b"hdlr", bytes(8) + b"vide" + bytes(12) + b"Maker\0")
    track = box(b"trak", box(b"mdia", handler))
    where = box(b"udta", box(b"\xa9xyz", b"+52.6281+001.2993/"))
    return (
        box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", track + where) + box(b"mdat", bytes(64))
    )  # fmt: skip


FILES = {
    "image": {"name": "me.png", "mimeType": "image/png", "buffer": png()},
    "audio": {"name": "me.wav", "mimeType": "audio/wav", "buffer": wav()},
    "video": {"name": "me.mp4", "mimeType": "video/mp4", "buffer": mp4()},
}


@dataclass
class Robot:
    """`look` is called on every page, for whoever wants to see it. `pages` are the headings met."""

    seat: Seat
    look: Callable[[Seat], None] | None = None
    pages: list = field(default_factory=list)
    code: str = ""
    tried: set = field(default_factory=set)

    def answer(self, slug):
        """From the neutral address to "Thank you"."""
        self._to_the_questions(slug)
        for _ in range(MOST_PAGES):
            heading = self._heading()
            self.pages.append(heading)
            if self.look:
                self.look(self.seat)
            if heading == "Thank you":
                return self.pages
            self._one_page(heading)
        raise AssertionError(f"This form does not end: {self.pages[-20:]}")

    def _to_the_questions(self, slug):
        self.seat.go(f"/s/{slug}/")
        for name in ("Tell us", "Go on", "I have read this"):
            self.seat.follow(name)
        for group in self.tab.get_by_role("group").all():
            group.get_by_label("Yes", exact=True).check()
        self._press("Go on")
        if self._heading() == "Where would you like to start?":
            self.seat.leads(self.tab.get_by_role("button", name=re.compile("^All ")))

    @property
    def tab(self):
        return self.seat.tab

    def _heading(self):
        return self.tab.locator("h1").inner_text()

    def _press(self, name):
        main = self.tab.locator("main")
        self.seat.leads(main.get_by_role("button", name=name, exact=True).last)

    def _follow(self, name):
        self.seat.leads(self.tab.locator("main").get_by_role("link", name=name, exact=True))

    def _there(self, name):
        return self.tab.locator("main").get_by_role("button", name=name, exact=True).count() > 0

    def _one_page(self, heading):
        known = {
            "This is your code": self._note_code,
            "Who and what must we hide?": lambda: self._press("Skip this one"),
            "Check your answers": lambda: self._follow("This is what I want to say"),
            "What may we do with this?": lambda: self._press("Share my words"),
            "Thank you for telling us": lambda: self._follow("Go on"),
        }
        if heading in known:
            known[heading]()
        elif self._there("Save and go on"):
            self._question()
        elif self._there("Yes, add one"):
            self._press("Yes, add one")
        elif self._there("That is all. Go on"):
            self._press("That is all. Go on")
        else:
            self._press("Go on")

    def _note_code(self):
        self.code = self.tab.locator(".code-words").inner_text()
        self._follow("I have written it down")

    def _question(self):
        """Answer it; where that is refused, leave it out, and once more where it is asked twice."""
        before = self.tab.locator("input[name=step]").input_value()
        self._fill()
        self._press("Save and go on")
        for _ in range(2):
            if self.tab.locator(".problems").count() == 0:
                return
            step = self.tab.locator("input[name=step]").input_value()
            assert step == before
            self.tried.add(step)
            self._press(next(name for name in PASSING if self._there(name)))

    def _fill(self):
        main = self.tab.locator("main")
        for area in main.locator("textarea").all():
            area.fill(WORDS)
        for select in main.locator("select").all():
            self._select(select)
        for file in main.locator("input[type=file]").all():
            accept = file.get_attribute("accept") or ""
            file.set_input_files(FILES[accept.partition("/")[0]])
        for tiles in main.locator(".tiles").all():
            first = tiles.locator("input").first
            if not (first.get_attribute("name") or "").endswith("drop"):
                first.check()
        for box in main.locator("input[type=text], input:not([type])").all():
            box.fill(self._text_for(box))

    def _select(self, select):
        # Of things put in order each gets the next number; of a list the first is chosen.
        _, _, at = (select.get_attribute("id") or "").rpartition("answer-")
        select.select_option(index=int(at) + 1 if at.isdigit() else 1)

    def _text_for(self, box):
        name, mode = box.get_attribute("name"), box.get_attribute("inputmode")
        fixed = {"day": "27", "month": "3", "year": "2019", "time": "7pm"}
        _, _, part = name.rpartition("answer-")
        if part in fixed:
            return fixed[part]
        if mode in {"numeric", "decimal"}:
            return "5"
        hint = self.tab.locator("main").inner_text()
        return "Acle" if "first half of a postcode" in hint else "words"
