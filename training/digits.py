"""Numbers and addresses of fixed form, made by chance: as they are written and as they are said.

Phones come from the ranges that Ofcom keeps for drama (07700 900000 to 900999, 01632 960000 to
960999 and the like) for one part and from free invention for the other: people's own numbers do
not lie in drama's ranges, and a finder that learnt those alone would miss all others.
"""

from random import Random

_SPOKEN = {
    "0": ("oh", "oh", "zero", "nought"),
    "1": ("one",),
    "2": ("two",),
    "3": ("three",),
    "4": ("four",),
    "5": ("five",),
    "6": ("six",),
    "7": ("seven",),
    "8": ("eight",),
    "9": ("nine",),
}
_AREAS = ("1603", "1632", "113", "117", "121", "131", "141", "151", "161", "191", "20", "28", "29")
_POST_AREAS = (
    "NR IP PE CB NN LE LS BD HX S M SK L CH CW WA WN PR BL OL HU YO DN NG DE ST WV B CV "
    "G EH KA PA ML FK AB DD IV CF SA NP LL LD BT BS BA EX PL TR TQ TA GL SN OX RG SL SO PO BN "
    "TN CT ME DA BR SE SW E N NW W WC EC HA UB EN IG RM SS CM CO AL LU MK SG"
).split()


def digits(rng: Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def phone_digits(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.3:
        return "07700900" + digits(rng, 3)
    if kind < 0.7:
        return "07" + rng.choice("345789") + digits(rng, 8)
    if kind < 0.8:
        return "01632960" + digits(rng, 3)
    area = rng.choice(_AREAS)
    return "0" + area + digits(rng, 10 - len(area))


def phone(rng: Random) -> str:
    """As people write one: spaced in several ways, with a country code, or a digit short."""
    raw = phone_digits(rng)
    if rng.random() < 0.06:
        raw = raw[:-1] if rng.random() < 0.5 else raw + digits(rng, 1)
    if rng.random() < 0.12:
        raw = rng.choice(("+44", "+44 ", "0044 ", "+44 (0)")) + raw[1:]
        return raw[:7] + rng.choice(("", " ")) + raw[7:]
    return rng.choice((_plain, _five, _three, _pairs, _dashed))(raw)


def _plain(raw: str) -> str:
    return raw


def _five(raw: str) -> str:
    return f"{raw[:5]} {raw[5:]}"


def _three(raw: str) -> str:
    return f"{raw[:5]} {raw[5:8]} {raw[8:]}".strip()


def _pairs(raw: str) -> str:
    return f"{raw[:4]} {raw[4:7]} {raw[7:]}"


def _dashed(raw: str) -> str:
    return f"{raw[:5]}-{raw[5:]}"


def said(rng: Random, raw: str) -> str:
    """Digits as somebody says them: "oh seven seven double oh, nine hundred …"."""
    words: list[str] = []
    at = 0
    oh = rng.choice(_SPOKEN["0"])
    while at < len(raw):
        digit = raw[at]
        word = oh if digit == "0" else _SPOKEN[digit][0]
        run = len(raw[at:]) - len(raw[at:].lstrip(digit))
        if raw[at : at + 3].endswith("00") and digit != "0" and run == 1 and rng.random() < 0.4:
            words.append(f"{word} hundred")
            at += 3
        elif run >= 3 and rng.random() < 0.5:
            words.append(f"{rng.choice(('treble', 'triple'))} {word}")
            at += 3
        elif run >= 2 and rng.random() < 0.75:
            words.append(f"double {word}")
            at += 2
        else:
            words.append(word)
            at += 1
    return _phrased(rng, words)


def _phrased(rng: Random, words: list[str]) -> str:
    kind = rng.random()
    if kind < 0.6:
        return " ".join(words)
    cut = sorted(rng.sample(range(1, len(words)), min(2, len(words) - 1)))
    groups = [words[a:b] for a, b in zip([0, *cut], [*cut, len(words)], strict=True)]
    return rng.choice((", ", "... ", " ")).join(" ".join(group) for group in groups)


def postcode(rng: Random) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    outward = rng.choice(_POST_AREAS) + str(rng.randrange(1, rng.choice((10, 10, 40))))
    inward = digits(rng, 1) + rng.choice(letters) + rng.choice(letters)
    whole = outward + rng.choice((" ", " ", " ", "")) + inward
    return whole.lower() if rng.random() < 0.2 else whole


def nhs_number(rng: Random) -> str:
    """Ten digits; four in five with the right check digit (modulus 11, as the NHS defines it)."""
    while True:
        first = digits(rng, 9)
        check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(first)) % 11
        if check != 10:
            break
    last = "0" if check == 11 else str(check)
    raw = first + (last if rng.random() < 0.8 else digits(rng, 1))
    return rng.choice((raw, f"{raw[:3]} {raw[3:6]} {raw[6:]}", f"{raw[:3]}-{raw[3:6]}-{raw[6:]}"))


def _letters(rng: Random, count: int) -> str:
    return "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(count))


def number(rng: Random, kind: str) -> str:
    """A number of one kind, as the body that gives it out writes it (shapes only; none is real)."""
    d, word = lambda count: digits(rng, count), lambda count: _letters(rng, count)
    shapes = {
        "prison": [f"A{d(4)}{word(2)}", f"{word(2)}{d(4)}"],
        "case": [
            f"{word(2)}/{d(5)}",
            f"CAS-{d(6)}",
            d(7),
            f"{word(3)}{d(6)}",
            f"REF {d(4)}-{d(3)}",
        ],
        "crime": [
            f"{d(2)}/{d(5)}/{rng.randrange(18, 27)}",
            f"CR/20{rng.randrange(18, 27)}/{d(5)}",
            f"{d(2)}{word(2)}/{d(5)}/{rng.randrange(18, 27)}",
        ],
        "ni": [
            f"{word(2)} {d(2)} {d(2)} {d(2)} {rng.choice('ABCD')}",
            f"{word(2)}{d(6)}{rng.choice('ABCD')}",
        ],
        "insurance": [f"{word(2)}-{d(7)}", f"POL{d(8)}", f"{word(3)}/{d(6)}/{d(2)}"],
        "buspass": [f"{d(4)} {d(4)} {d(4)} {d(2)}", d(10), f"63359 {d(5)} {d(5)}"],
        "reg": [
            f"{word(2)}{rng.randrange(51, 76)} {word(3)}",
            f"{word(2)}{rng.randrange(2, 26):02}{word(3)}",
            f"{word(1)}{d(3)} {word(3)}",
        ],
        "claim": [f"PIP/{d(8)}", f"UC-{d(4)}-{d(4)}-{d(4)}", d(12)],
        "licence": [f"{word(5)}{d(6)}{word(2)}{d(1)}{word(2)}"],
        "bank": [f"{d(2)}-{d(2)}-{d(2)} {d(8)}", f"sort code {d(2)}-{d(2)}-{d(2)}", d(8)],
    }
    made = rng.choice(shapes[kind])
    return made.lower() if rng.random() < 0.12 else made
