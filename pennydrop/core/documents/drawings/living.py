"""Drawings of what a day is made of: sleep, food, work, money, and where things happen."""

from pennydrop.core.documents.drawings.parts import ACCENT, accent, body, head, line, person

LIVING = {
    "water": (
        "A glass of water",
        line("M28 16h40l-5 66H33z") + accent("M31 44c6-6 12 6 18 0s10 4 16 0"),
    ),
    "coffee": (
        "Tea or coffee",
        line("M20 40h46v22c0 12-8 18-18 18H38c-10 0-18-6-18-18zM66 46h8c10 0 10 18-2 18h-6")
        + accent("M34 32c-4-6 4-8 0-16M50 32c-4-6 4-8 0-16"),
    ),
    "food": (
        "Food",
        '<circle cx="52" cy="50" r="24"/>'
        + line("M18 20v16c0 6 8 6 8 0V20M22 20v60M86 20v60M86 20c-8 6-8 24 0 28")
        + f'<circle cx="52" cy="50" r="12" {ACCENT}/>',
    ),
    "bed": (
        "A bed",
        line("M12 24v56M12 68h72v12M84 68V54c0-6-4-8-8-8H40v22M12 52h28")
        + '<circle cx="26" cy="44" r="7"/>'
        + accent("M60 16h12L60 32h12"),
    ),
    "night": (
        "Night",
        line("M60 16a34 34 0 1 0 18 50A28 28 0 0 1 60 16z") + accent("M74 22v12M68 28h12M82 42v6"),
    ),
    "bath": (
        "A bath",
        line("M12 48h72c0 18-6 26-16 26H28c-10 0-16-8-16-26zM28 74l-4 8M68 74l4 8")
        + accent("M22 48V24c0-10 14-10 14 0M30 30h12"),
    ),
    "road": (
        "A road",
        line("M34 14L14 82M62 14l20 68") + accent("M48 18v10M48 40v12M48 64v16"),
    ),
    "car": (
        "A car",
        line("M12 66V52l10-4 10-16h30l12 16 10 4v14z")
        + '<circle cx="30" cy="68" r="7"/><circle cx="68" cy="68" r="7"/>'
        + accent("M36 38l-6 10h16V38zM54 38v10h12l-6-10z"),
    ),
    "cold": (
        "Cold",
        line("M48 14v68M19 31l58 34M77 31L19 65") + accent("M40 20l8 8 8-8M40 76l8-8 8 8"),
    ),
    "work": (
        "Work",
        line("M14 34h68v44H14zM36 34V22h24v12") + accent("M14 54h28M54 54h28M42 50h12v10H42z"),
    ),
    "school": (
        "School",
        line("M18 80V46l30-16 30 16v34zM48 30V14") + accent("M48 14h16v9H48M41 80V62h14v18"),
    ),
    "money": (
        "Money",
        line("M12 32h72v38H12z")
        + accent("M54 42c-8-6-14 0-12 6 1 4 1 8-2 11h16M38 51h12"),
    ),
    "form": (
        "A form to fill in",
        line("M22 14h44v68H22z") + accent("M32 30h4M32 46h4M32 62h4M44 30h14M44 46h14M44 62h14"),
    ),
    "police": (
        "Police",
        head(48, 48, 16) + body(48, 86, 22) + line("M28 36h40M32 36c0-24 32-24 32 0")
        + accent("M48 18v8M44 22h8"),
    ),
    "friend": (
        "A friend",
        person(32, 78) + person(64, 78)
        + accent("M40 20c4-6 8-2 8 2 0-4 4-8 8-2 3 5-4 9-8 12-4-3-11-7-8-12z"),
    ),
    "group": (
        "A small group",
        head(48, 24) + head(22, 44) + head(74, 44)
        + line("M34 46c2-16 26-16 28 0M10 72c0-22 24-22 24 0M62 72c0-22 24-22 24 0")
        + accent("M30 84h36"),
    ),
    "family": (
        "Family",
        person(24, 78) + person(72, 78) + head(48, 58, 7) + accent("M38 80c0-16 20-16 20 0"),
    ),
    "plan": (
        "A plan",
        line("M22 18h52v64H22zM38 12h20v12H38z")
        + accent("M32 42l4 4 8-8M32 62l4 4 8-8M52 42h12M52 62h12"),
    ),
    "stop": (
        "Stopping",
        line("M34 14h28l20 20v28L62 82H34L14 62V34z")
        + accent("M36 50V34M44 48V28M52 48V28M60 50V36M36 50c0 24 24 24 24 0"),
    ),
    "again": (
        "Again",
        line("M74 34a30 30 0 1 0 4 18") + accent("M76 16v19H57"),
    ),
    "slowly": (
        "Bit by bit",
        line("M12 24h20v16h18v16h18v16h18") + accent("M22 60l20 18M42 66v12H30"),
    ),
    "bag": (
        "A bag",
        line("M20 34h56v46H20zM36 34c0-20 24-20 24 0") + accent("M30 54h36M42 50v8h12v-8"),
    ),
    "card": (
        "A card",
        '<rect x="12" y="26" width="72" height="46" rx="6"/>'
        + head(32, 44, 6) + line("M22 62c0-12 20-12 20 0") + accent("M52 42h22M52 54h16"),
    ),
    "key": (
        "A key",
        '<circle cx="30" cy="36" r="16"/>' + line("M42 47l36 34M66 70l8-8M56 60l7-7")
        + f'<circle cx="27" cy="33" r="3" {ACCENT}/>',
    ),
    "map": (
        "A map",
        line("M12 24l24-8 24 8 24-8v56l-24 8-24-8-24 8zM36 16v56M60 24v56")
        + accent("M44 40l8 8M52 40l-8 8"),
    ),
    "clothes": (
        "Clothes",
        line("M34 16l-20 12 8 16 8-4v42h36V40l8 4 8-16-20-12c-4 10-24 10-28 0z")
        + accent("M40 54h16"),
    ),
    "write": (
        "Writing something down",
        line("M18 16h48v66H18z") + accent("M28 34h22M28 48h14M80 30L54 62l-4 12 11-6 26-32z"),
    ),
    "weight": (
        "Losing weight",
        '<rect x="16" y="24" width="64" height="56" rx="8"/>'
        + line("M32 44a16 16 0 0 1 32 0z") + accent("M48 44l6-9"),
    ),
    "hair": (
        "Hair",
        head(48, 50, 24)
        + line("M24 46c0-34 48-34 48 0-10-2-18-8-24-16-6 8-14 14-24 16M40 54v3M56 54v3")
        + accent("M82 50c-4 8 4 10 0 18M14 50c4 8-4 10 0 18"),
    ),
    "calendar": (
        "A calendar",
        line("M16 24h64v56H16zM16 40h64M32 16v14M64 16v14") + accent("M40 52l16 18M56 52L40 70"),
    ),
    "test": (
        "A test",
        line("M38 14h20M42 14v22L24 72c-3 6 0 10 6 10h36c6 0 9-4 6-10L54 36V14")
        + accent("M34 60h28"),
    ),
    "kind": (
        "Being kind",
        line("M48 82L20 52c-14-18 12-38 28-16 16-22 42-2 28 16z") + accent("M36 54c6 8 18 8 24 0"),
    ),
    "away": (
        "Walking away",
        head(40, 20) + line("M40 34v22l-12 24M40 56l14 24M28 46l12-6 12 8")
        + accent("M62 30h22M76 22l9 8-9 8"),
    ),
    "lost": (
        "Losing somebody",
        line("M48 82V46M48 62c-10 0-14-6-14-12 8 0 14 4 14 12")
        + accent("M48 46c-20 0-20-28 0-30 20 2 20 30 0 30M48 24v14"),
    ),
    "online": (
        "A web page",
        '<rect x="12" y="20" width="72" height="50" rx="5"/>' + line("M12 34h72M36 82h24")
        + accent("M20 27h2M28 27h2M26 48h40M26 58h26"),
    ),
    "hurt": (
        "Somebody hurts you",
        person(26, 80) + person(72, 80) + accent("M54 22L42 40h12L42 58"),
    ),
}  # fmt: skip
