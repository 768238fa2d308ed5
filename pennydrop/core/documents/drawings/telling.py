"""Drawings of what people tell: talking, waiting, being alone."""

from pennydrop.core.documents.drawings.parts import ACCENT, body, head, person

TELLING = {
    "people": ("People together", person(30, 74) + person(66, 74)),
    "talk": (
        "Talking",
        '<path d="M16 22h42v26H36l-10 10v-10H16z"/>'
        f'<path {ACCENT} d="M66 40h14v24h-8v10l-10-10H44v-6"/><path d="M26 32h22M26 40h14"/>',
    ),
    "listen": (
        "Listening",
        '<path d="M34 62c-8-6-10-14-10-20a22 22 0 0 1 44 0c0 14-14 14-14 26 0 10-14 12-18 3"/>'
        f'<path {ACCENT} d="M36 42a10 10 0 0 1 20 0c0 8-10 7-10 15"/>',
    ),
    "ask": (
        "A question",
        '<path d="M18 18h60v44H46L32 76V62H18z"/>'
        f'<path {ACCENT} d="M40 34a8 8 0 1 1 12 7c-3 2-4 3-4 6"/>'
        f'<circle cx="48" cy="53" r="1.5" {ACCENT}/>',
    ),
    "idea": (
        "An idea",
        '<path d="M38 64c0-8-10-12-10-24a20 20 0 0 1 40 0c0 12-10 16-10 24z"/>'
        f'<path {ACCENT} d="M40 72h16M43 79h10"/>',
    ),
    "toilet": (
        "A toilet",
        '<path d="M28 16h16v30H28zM28 46h42c0 14-8 20-16 22v12H36V66"/>'
        f'<path {ACCENT} d="M44 40h26"/>',
    ),
    "pain": (
        "Pain",
        person(48, 80) + f'<path {ACCENT} d="M20 20l8 8M76 20l-8 8M14 40h10M82 40H72"/>',
    ),
    "doctor": (
        "A doctor or nurse",
        head(48, 32, 13) + body(48, 82, 24) + f'<path {ACCENT} d="M48 60v16M40 68h16"/>',
    ),
    "hospital": (
        "A hospital or clinic",
        '<path d="M20 80V34h56v46zM34 34V18h28v16"/><path d="M42 80V64h12v16"/>'
        f'<path {ACCENT} d="M48 21v10M43 26h10"/><path d="M29 46h8M59 46h8M44 46h8"/>',
    ),
    "home": (
        "Home",
        '<path d="M16 48L48 20l32 28"/><path d="M24 42v38h48V42"/>'
        f'<path {ACCENT} d="M41 80V58h14v22"/>',
    ),
    "phone": (
        "A telephone",
        '<rect x="32" y="14" width="32" height="68" rx="5"/>'
        f'<path {ACCENT} d="M44 73h8"/><path d="M32 64h32M43 21h10"/>',
    ),
    "time": (
        "Waiting",
        f'<circle cx="48" cy="48" r="31"/><path {ACCENT} d="M48 28v20l14 9"/>',
    ),
    "alone": (
        "Being alone",
        person(32, 78) + f'<path {ACCENT} d="M72 24v54" stroke-dasharray="2 9"/>',
    ),
    "help": (
        "Help",
        '<path d="M14 62h14l12-8h14c6 0 6 9 0 9H42"/>'
        '<path d="M54 60l18-10c6-3 10 5 5 8L54 74H28H14"/>'
        f'<path {ACCENT} d="M48 42L36 31c-7-8 5-17 12-8 7-9 19 0 12 8z"/>',
    ),
    "paper": (
        "A report or letter",
        '<path d="M26 14h30l16 16v52H26z"/><path d="M56 14v16h16"/>'
        f'<path {ACCENT} d="M36 44h26M36 54h26M36 64h16"/>',
    ),
    "warning": (
        "Take care",
        '<path d="M48 16l34 62H14z"/>'
        f'<path {ACCENT} d="M48 38v18"/><circle cx="48" cy="67" r="1.5" {ACCENT}/>',
    ),
    "private": (
        "Private: no name",
        '<rect x="24" y="44" width="48" height="36" rx="4"/>'
        '<path d="M34 44V32a14 14 0 0 1 28 0v12"/>'
        f'<path {ACCENT} d="M48 58v9"/>',
    ),
    "change": (
        "Change for the better",
        '<path d="M16 78h18V62h16V46h16V30h16"/>'
        f'<path {ACCENT} d="M26 44L52 18M38 18h14v14"/>',
    ),
}  # fmt: skip
