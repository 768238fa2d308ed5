"""What a form calls a language, as a browser and a screen reader know it."""

import re
from dataclasses import dataclass

# XLSForm asks for "Polski (pl)"; many forms only write the name. ISO 639-1.
CODES = {
    "albanian": "sq", "arabic": "ar", "bengali": "bn", "bulgarian": "bg", "chinese": "zh",
    "cymraeg": "cy", "czech": "cs", "dari": "prs", "dutch": "nl", "english": "en", "español": "es",
    "farsi": "fa", "french": "fr", "français": "fr", "german": "de", "greek": "el",
    "gujarati": "gu", "hindi": "hi", "hungarian": "hu", "italian": "it", "kurdish": "ku",
    "latvian": "lv", "lithuanian": "lt", "nepali": "ne", "pashto": "ps", "persian": "fa",
    "polish": "pl", "polski": "pl", "portuguese": "pt", "punjabi": "pa", "romanian": "ro",
    "russian": "ru", "slovak": "sk", "somali": "so", "spanish": "es", "swahili": "sw",
    "tamil": "ta", "tigrinya": "ti", "turkish": "tr", "ukrainian": "uk", "urdu": "ur",
    "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ku", "prs", "ps", "sd", "ug", "ur", "yi"})
_CODE = re.compile(r"(.*?)\s*\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*\Z")


@dataclass(frozen=True)
class Language:
    """`name` is what the form calls it, `shown` what stands on the switch; `code` may be empty."""

    name: str
    shown: str
    code: str

    @property
    def direction(self) -> str:
        return "rtl" if self.code.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def is_english(name: str) -> bool:
    """Whether a form's name for a language means the one that our own pages are written in."""
    return name in {"", "default"} or language_of(name).code.partition("-")[0].lower() == "en"


def language_of(name: str) -> Language:
    """A form's own name for a language, understood; "" is the page's own (English)."""
    if not name:
        return Language("", "English", "")
    found = _CODE.match(name)
    if found:
        return Language(name, found[1] or name, found[2])
    return Language(name, name[:1].upper() + name[1:], CODES.get(name.strip().lower(), ""))
