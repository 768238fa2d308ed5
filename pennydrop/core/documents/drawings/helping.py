"""Drawings of help in an emergency, of the body, and of what somebody takes."""

from pennydrop.core.documents.drawings.parts import ACCENT, accent, body, head, line, person

# Somebody who lies down, the head at the left.
_LYING = head(22, 56) + line("M36 66c4-14 16-14 24-12l22 8v8H34z")

HELPING = {
    "ambulance": (
        "An ambulance",
        line("M12 68V32h44v36M56 44h16l12 14v10H12")
        + '<circle cx="28" cy="70" r="7"/><circle cx="68" cy="70" r="7"/>'
        + accent("M34 38v16M26 46h16M20 26h8"),
    ),
    "call": (
        "Somebody who calls",
        '<rect x="18" y="16" width="30" height="64" rx="5"/>'
        + line("M29 71h8")
        + accent("M58 36a16 16 0 0 1 0 24M66 28a26 26 0 0 1 0 40M74 20a38 38 0 0 1 0 56"),
    ),
    "text": (
        "A text message",
        '<rect x="14" y="16" width="34" height="64" rx="5"/>'
        + line("M26 71h10")
        + accent("M42 26h38v24H60L50 60V50h-8z"),
    ),
    "asleep": ("Somebody who does not wake", _LYING + accent("M56 20h12L56 36h12M76 14h8l-8 11h8")),
    "side": (
        "Somebody on their side",
        head(22, 60)
        + line("M33 64c4-12 16-14 24-12 12 1 16 8 24 6M58 62l12 14h12M36 72h18")
        + accent("M24 34c10-16 30-16 40-2M66 20v13H53"),
    ),
    "breathe": (
        "Breathing",
        head(30, 36, 12)
        + body(30, 80, 18)
        + accent("M50 36h22c10 0 10-14 0-14M50 46h30M50 56h18c9 0 9 12 0 12"),
    ),
    "fit": (
        "A fit",
        _LYING + accent("M14 36l6 6M30 30v9M84 46l-7 5M50 34l6 8-8 2 6 8"),
    ),
    "heart": (
        "The heart",
        line("M48 80L20 50c-14-18 12-38 28-16 16-22 42-2 28 16z")
        + accent("M22 52h14l6-12 10 22 6-10h16"),
    ),
    "muddled": (
        "Muddled or upset",
        head(48, 44, 26)
        + line("M36 56c4-6 8 6 12 0s8 6 12 0M38 38h4M54 38h4")
        + accent("M18 18c8-8 14 4 22-2M60 14c6-4 12 6 20 2"),
    ),
    "warm": (
        "Kept warm",
        head(24, 40)
        + line("M14 78V58h68v20zM36 58c2-8 8-10 14-10h18c8 0 14 4 14 10")
        + accent("M24 68h8M42 68h8M60 68h8"),
    ),
    "sit": (
        "Sitting down",
        head(40, 24) + line("M40 38v24h22v20M30 54h8") + accent("M24 34v48M24 66h14"),
    ),
    "quiet": (
        "Quiet",
        head(48, 48, 30) + line("M36 40h4M56 40h4") + accent("M48 52v24M38 64h20"),
    ),
    "together": (
        "Staying with somebody",
        _LYING + accent("M62 16a8 8 0 1 0 .1 0M46 46c2-8 8-12 16-12s14 6 16 14"),
    ),
    "bladder": (
        "The bladder",
        line("M34 12c0 14 2 18 6 24M62 12c0 14-2 18-6 24")
        + line("M40 36c-22 8-24 40 0 42v8h16v-8c24-2 22-34 0-42z")
        + accent("M30 56c6 6 12-6 18 0s12-6 18 0"),
    ),
    "kidneys": (
        "The kidneys",
        line("M36 20c-24-2-28 44-8 44 12 0 12-10 8-18M60 20c24-2 28 44 8 44-12 0-12-10-8-18")
        + accent("M36 42c8 2 8 24 8 38M60 42c-8 2-8 24-8 38"),
    ),
    "belly": (
        "The belly",
        line("M34 12c-2 20-10 30-10 46s8 22 10 28M62 12c2 20 10 30 10 46s-8 22-10 28")
        + f'<circle cx="48" cy="60" r="2" {ACCENT}/>'
        + accent("M38 40l6 6M58 40l-6 6M48 34v8"),
    ),
    "liver": (
        "The liver",
        line("M16 36c18-12 46-10 64-4-2 16-20 18-30 26-8 8-14 16-22 14-12-4-16-22-12-36z")
        + accent("M46 30c0 12 2 18 4 26"),
    ),
    "blood": (
        "Blood",
        line("M48 14c14 20 22 30 22 42a22 22 0 0 1-44 0c0-12 8-22 22-42z")
        + accent("M36 58a12 12 0 0 0 12 12"),
    ),
    "fever": (
        "Hot and shivery",
        line("M40 20a8 8 0 0 1 16 0v36a15 15 0 1 1-16 0z")
        + accent("M48 34v32M68 24h12M68 36h8M68 48h12"),
    ),
    "infection": (
        "Germs",
        '<circle cx="40" cy="44" r="18"/><circle cx="70" cy="68" r="10"/>'
        + accent("M40 18v8M40 62v8M14 44h8M58 44h8M22 26l5 5M53 57l5 5M22 62l5-5M70 54v4M84 68h-4"),
    ),
    "pill": (
        "Medicine",
        '<rect x="12" y="36" width="46" height="24" rx="12"/>'
        + line("M35 36v24")
        + f'<circle cx="72" cy="62" r="13" {ACCENT}/>'
        + accent("M64 68l16-12"),
    ),
    "alcohol": (
        "Alcohol",
        line("M24 82V46c0-6 4-8 4-14V14h12v18c0 6 4 8 4 14v36z")
        + accent("M56 46h26l-3 16c-2 8-18 8-20 0zM69 68v14M60 82h18"),
    ),
    "powder": (
        "Ketamine",
        line("M22 26h52v56H22zM22 38h52M22 32h52") + accent("M32 72c6-16 26-16 32 0z"),
    ),
    "less": (
        "Less",
        line("M22 22h22v58H22zM56 52h22v28H56z") + accent("M66 20v22M58 34l8 9 8-9"),
    ),
    "mixing": (
        "Mixing",
        line("M18 20l18 24M78 20L60 44M28 44h40l-6 36H34z") + accent("M40 58h16M42 68h12"),
    ),
    "nose": (
        "The nose",
        line("M54 14c-2 20-24 30-24 46 0 12 14 12 20 8 6 8 18 4 18-6")
        + accent("M38 62c4-4 8-4 10 0"),
    ),
    "naloxone": (
        "Naloxone",
        line("M40 82V52h24v30zM48 52V34h8v18M40 34h24") + accent("M52 12v12M40 16l4 9M64 16l-4 9"),
    ),
    "no": ("No", '<circle cx="48" cy="48" r="32"/>' + accent("M34 34l28 28M62 34L34 62")),
    "yes": ("Yes", '<circle cx="48" cy="48" r="32"/>' + accent("M32 50l11 12 21-28")),
    "worry": (
        "Worry",
        head(48, 50, 30)
        + line("M38 46v4M58 46v4M36 66c6-8 18-8 24 0")
        + accent("M34 36l8-3M62 36l-8-3"),
    ),
    "better": (
        "Feeling better",
        head(48, 48, 31) + line("M38 40v4M58 40v4") + accent("M34 56c6 12 22 12 28 0"),
    ),
    "robbed": (
        "A stranger who takes things",
        person(28, 78) + line("M58 46h24v28H58zM64 46c0-12 12-12 12 0") + accent("M44 60h12"),
    ),
}  # fmt: skip
