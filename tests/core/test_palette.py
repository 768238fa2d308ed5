"""Whoever writes findings can choose no colour. Ours are held here: WCAG 2.2, 1.4.3 and 1.4.11.

Every colour that text or a mark takes is set against every ground it may lie on: on pages in both
schemes and with more contrast, in charts, in each layout on paper, on cards and slides, in Word.
"""

import re
from pathlib import Path

import pytest

from pennydrop.core.documents.word_copies import looks
from pennydrop.core.ui.charts import drawing

CORE = Path(drawing.__file__).parents[2]
LAYOUTS = sorted((CORE / "documents/pdf").glob("*.typ"))
TEXT, MARK = 4.5, 3.0
GROUNDS = ("paper", "surface", "sea-tint", "copper-tint", "help-tint", "good-tint", "late-tint")
ON_PAGES = {
    **{name: GROUNDS for name in ("ink", "ink-soft", "sea")},
    "copper": ("paper", "surface", "copper-tint"),
    "help": ("paper", "surface", "help-tint"),
    "good": ("paper", "surface", "good-tint"),
    "late": ("paper", "surface", "late-tint"),
    "on-sea": ("sea",),
    "on-help": ("help",),
}
CHARTS = ("sea", "copper", "ink-soft")


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour such as #1d2a33, by WCAG 2.2's definition."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    """The tokens of each scheme, later ones over the light ones, as a browser takes them."""
    sheet = (CORE / "ui/static/ui/base.css").read_text()
    found = re.findall(r"(?:@media ([^{]+)\{)?:root\{(.*?)\}", sheet, re.DOTALL)
    told = {
        name.strip(): dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", body))
        for name, body in found
        if "print" not in name
    }
    light, dark = told[""], told["(prefers-color-scheme:dark)"]
    more, both = (told[name] for name in told if "contrast" in name)
    return {
        "light": light,
        "dark": light | dark,
        "more contrast": light | more,
        "dark, more contrast": light | dark | more | both,
    }


def test_the_measure_is_that_of_wcag():
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", schemes())
def test_text_and_marks_stand_out_on_every_page(scheme):
    tokens = schemes()[scheme]
    pale = [
        f"{name} on {ground}: {ratio:.2f}"
        for name, grounds in ON_PAGES.items()
        for ground in grounds
        if (ratio := contrast(tokens[name], tokens[ground])) < TEXT
    ]
    pale += [name for name in CHARTS if contrast(tokens[name], tokens["surface"]) < MARK]
    assert not pale, pale


def test_charts_that_stand_alone_stand_out_on_paper():
    for colour in (drawing.INK, drawing.SOFT):
        assert contrast(colour, "#ffffff") >= TEXT
    assert all(contrast(colour, "#ffffff") >= MARK for colour in drawing.COLOURS)


def named() -> dict[str, str]:
    look = (CORE / "documents/pdf/look.typ").read_text()
    return dict(re.findall(r'#let ([a-z-]+) = rgb\("(#[0-9a-f]{6})"\)', look)) | {
        "white": "#ffffff"
    }


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_every_layout_on_paper_and_on_cards_takes_colours_that_stand_out(layout):
    """Whatever a text is filled with, against every ground that any layout lays under text."""
    source, colours = layout.read_text(), named()
    texts = set(re.findall(r"text\([^()]*?fill: ([a-z-]+)", source))
    grounds = [colours[name] for name in colours if name.endswith("tint")] + ["#ffffff"]
    own = re.sub(r"#let [a-z-]+ = rgb\(.*|gradient\.radial\(rgb\(\"#e08a4e\"\)", "", source)
    assert "rgb(" not in own, "a colour that has no name cannot be held to anything"
    pale = [
        f"{name} on {ground}"
        for name in texts - {"edge"}  # the dots of a list of contents
        for ground in grounds
        if contrast(colours[name], ground) < TEXT
    ]
    assert not pale, pale


def test_word_files_take_the_same_colours():
    for colour in (looks.INK, looks.SOFT, looks.SEA, looks.COPPER):
        assert contrast(colour, "#ffffff") >= TEXT, colour
