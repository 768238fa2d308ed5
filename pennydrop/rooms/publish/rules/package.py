"""What a data package holds, in words: its files, what their columns mean, how to use them."""

from collections.abc import Mapping
from types import MappingProxyType

Columns = tuple[tuple[str, str], ...]

FILES: Mapping[str, Columns] = MappingProxyType(
    {
        "people.csv": (
            ("kind of source", "how people were heard"),
            ("people, rounded", "how many, to the nearest 5; empty where the count is small"),
            ("people, as said", "the same in the words of the edition"),
        ),
        "themes.csv": (
            ("theme", "the number that other files name it by; the order of the edition"),
            ("title", "its title in the edition"),
            ("kind of source", "how people were heard"),
            ("people, rounded", "how many spoke of it, to the nearest 5; empty where small"),
            ("people, as said", "the same in the words of the edition; the words are explained in "
             "READ ME.txt"),
        ),
        "codebook.csv": (
            ("theme", "its number"),
            ("title", "its title in the edition"),
            ("what it holds", "its account in the edition"),
            ("key insight", "its key insight in the edition"),
        ),
        "quotes.csv": (
            ("quote", "its number, in the order of the edition"),
            ("section", "the section it stands in"),
            ("words", "as printed: […] marks words left out, [brackets] hold words of ours"),
            ("who", "how the person is described, never by name"),
            ("word for word", "yes or no; no means written from notes or memory"),
            ("state", "public, or removed at the person's wish"),
        ),
        "charts.csv": (
            ("chart", "its number, in the order of the edition"),
            ("title", "its title"),
            ("row", "what a row of it stands for"),
            ("column", "what a bar or line of it stands for"),
            ("said", "what is printed there"),
        ),
    }
)  # fmt: skip
"""File -> its columns with what each means; every file of a package that is a table."""

DICTIONARY = ("file", "column", "what it means")

TERMS = (
    "Figures and our own words may be used, quoted and built upon by anybody who names the "
    "organisation and this edition and says what was changed.",
    "People's words stay theirs. They may be quoted from this edition with its address, and not be "
    "gathered into another collection or used to train software: a person may take their words "
    "back at any time, and then they have to go. Ask before you use them; whom, stands below.",
    "Do not try to find out who somebody is, and do not put this together with other data so that "
    "it could tell. If you believe that you know somebody, tell us and nobody else.",
)

LIMITS = (
    "These are the figures that were released with the edition and nothing finer: there is no row "
    "for a person, no transcript, and no count that the edition does not tell.",
    "Who took part chose to. Nothing here says how common anything is.",
    "A figure stays as it was released until it has changed enough that two editions side by side "
    "point at nobody.",
)

ABOUT_ADDRESS = "The address at the top says whether this copy is current. Nobody reads post there."
