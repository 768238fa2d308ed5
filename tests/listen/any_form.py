"""Any form that the standard allows, for tests to try."""

from hypothesis import strategies as st

HEAD = ("type", "name", "label", "label::Cymraeg (cy)", "hint", "required", "relevant",
        "constraint", "constraint_message", "calculation", "choice_filter", "default",
        "appearance", "parameters", "read_only", "image", "bind::x")  # fmt: skip

LISTS = [
    ["list_name", "name", "label", "label::Cymraeg (cy)", "cf"],
    ["yn", "y", "Yes", "Ie", "1"],
    ["yn", "n", "No", "Na", "2"],
    ["ab", "a", "A", "", "1"],
]

EXTERNAL = [["list_name", "name", "label", "cf"], ["towns", "north", "North", "1"]]
PLAIN = ["text", "integer", "decimal", "date", "time", "dateTime", "note", "acknowledge", "image",
         "audio", "video", "file", "geopoint", "hidden", "barcode", "range", "percentage",
         "string", "select_one yn", "select_multiple ab", "rank yn", "select one from yn",
         "select_one yn or_other", "select_one_external towns", "select_one_from_file t.csv",
         "start", "today", "deviceid", "username", "geoshape"]  # fmt: skip

WORDS = st.text(
    st.characters(categories=["L", "N", "P", "Zs", "S"], exclude_characters="${}|\\#"),
    min_size=1, max_size=8,
).map(str.strip).filter(bool)  # fmt: skip


@st.composite
def rows(draw, names, depth=0):
    """Rows of a valid survey. `names` grows, so that none is there twice."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from([*PLAIN, "calculate", "group", "repeat"]))
        earlier = [name for name, repeat in names.items() if not repeat]
        name = f"q{len(names)}"
        names[name] = kind == "repeat" or depth > 0
        cells = {"type": kind, "name": name, "label": draw(WORDS)}
        if kind in {"group", "repeat"}:
            cells["type"] = f"begin_{kind}"
            inner = draw(rows(names, depth + 1)) if depth < 3 else []
            found += [cells, *inner, {"type": f"end_{kind}"}]
            continue
        found.append({**cells, **draw(extras(kind, earlier))})
    return found


@st.composite
def extras(draw, kind, earlier):
    seen = draw(st.sampled_from(earlier)) if earlier else ""
    about = f"${{{seen}}} != 'x'" if seen else "true()"
    cells = {"calculation": "1 + 1"} if kind == "calculate" else {}
    if "external" in kind:  # the other tool wants a filter there
        cells["choice_filter"] = "cf = '1'"
    possible = {
        "label::Cymraeg (cy)": WORDS, "hint": WORDS, "constraint_message": WORDS,
        "required": st.sampled_from(["yes", "no", about]), "relevant": st.just(about),
        "constraint": st.just(". != 'x'"), "appearance": st.just("minimal"),
        "default": st.sampled_from(["1", "today()", "a-b"]), "image": st.just("a.png"),
        "read_only": st.sampled_from(["yes", "no"]), "bind::x": WORDS,
    }  # fmt: skip
    if kind == "range":
        possible["parameters"] = st.sampled_from(["start=0 end=5 step=1", "end=20"])
    if kind.startswith("select") and "or_other" not in kind:
        possible["choice_filter"] = st.just("cf = '1'")
    chosen = draw(st.lists(st.sampled_from(sorted(possible)), max_size=4, unique=True))
    return {**cells, **{column: draw(possible[column]) for column in chosen}}


@st.composite
def forms(draw):
    names = {}
    body = draw(rows(names))
    body.append({"type": "text", "name": "last", "label": "Last"})
    title = draw(WORDS)
    return {
        "survey": [list(HEAD), *([row.get(column, "") for column in HEAD] for row in body)],
        "choices": LISTS, "external_choices": EXTERNAL,
        "settings": [["form_title", "form_id"], [title, "f1"]],
    }  # fmt: skip
