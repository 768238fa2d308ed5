"""Projects as other tools would write them, made by hand, in any way of counting."""

import io
import sqlite3
import zipfile
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

TALK = [
    "Interviewer: How did it begin?",
    "I was nineteen \U0001f642 and nobody believed me. It burned like glass.",
    "",
    "Mum said: “that’s cystitis, love” — and cafe\u0301 talk went on \U0001f1ec\U0001f1e7 long.",
    "عندي ألم شديد كل ليلة ولا أحد يصدقني",
    "\U0001f469\u200d\U0001f52c The doctor wrote nothing down. Not once.",
]
PASSAGES = [
    "nobody believed me", "It burned like glass.", "that’s cystitis, love",
    "cafe\u0301 talk went on", "ألم شديد كل ليلة", "The doctor wrote nothing down",
]  # fmt: skip


def guid(name):
    return str(uuid5(NAMESPACE_URL, name))


def units(text, unit):
    """How long a text is, as a tool counts."""
    return len(text) if unit == "codepoint" else len(text.encode("utf-16-le")) // 2


def counted(raw, at, *, unit="codepoint", crlf=2, bom=0, mark=True):
    """The position that a tool writes for the index `at` of the raw text."""
    before = raw[:at] if crlf == 2 else raw[:at].replace("\r\n", "\n")
    return units(before, unit) + (bom if mark else 0)


@dataclass
class Made:
    """A project to be zipped: parts of its XML, and its files."""

    origin: str = "Some tool 1.0"
    codes: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    more: str = ""
    users: str = f'<Users><User guid="{guid("Ana")}" name="Ana"/></Users>'
    namespace: str = "urn:QDA-XML:project:1.0"
    inner: str = "project.qde"

    def code(self, name, inside="", **attributes):
        told = "".join(f" {k}={quoteattr(v)}" for k, v in attributes.items())
        key = attributes.get("guid") or guid(f"code {name}")
        told = told if "guid" in attributes else f'{told} guid="{key}"'
        self.codes.append(f'<Code name={quoteattr(name)} isCodable="true"{told}>{inside}</Code>')
        return key

    def text(self, name, raw, passages, *, mark=False, code=None, **how):
        """A source in a file of its own, with (start, end) passages of the raw text coded."""
        key = guid(f"source {name}")
        self.files[f"sources/{key}.txt"] = (b"\xef\xbb\xbf" if mark else b"") + raw.encode()
        spans = [
            (counted(raw, a, mark=mark, **how), counted(raw, b, mark=mark, **how))
            for a, b in passages
        ]
        rows = "".join(selection(f"{name} {n}", a, b, code) for n, (a, b) in enumerate(spans))
        self.sources.append(
            f'<TextSource guid="{key}" name={quoteattr(name)} '
            f'plainTextPath="internal://{key}.txt">{rows}</TextSource>'
        )
        return key

    def xml(self):
        codes = f"<CodeBook><Codes>{''.join(self.codes)}</Codes></CodeBook>" if self.codes else ""
        sources = f"<Sources>{''.join(self.sources)}</Sources>" if self.sources else ""
        space = f" xmlns={quoteattr(self.namespace)}" if self.namespace else ""
        return (
            f'<?xml version="1.0" encoding="utf-8"?><Project{space} name="P" '
            f"origin={quoteattr(self.origin)}>{self.users}{codes}{sources}{self.more}</Project>"
        ).encode()

    def zipped(self):
        return packed({self.inner: self.xml(), **self.files})


def selection(name, start, end, code, inside=""):
    coding = (
        f'<Coding guid="{guid(f"coding {name}")}" creatingUser="{guid("Ana")}">'
        f'<CodeRef targetGUID="{code}"/></Coding>'
        if code
        else ""
    )
    return (
        f'<PlainTextSelection guid="{guid(f"selection {name}")}" startPosition="{start}" '
        f'endPosition="{end}">{inside}{coding}</PlainTextSelection>'
    )


def described(words):
    return f"<Description>{escape(words)}</Description>"


def packed(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


def places(raw, words):
    """(start, end) of each of these words in the raw text."""
    return [(raw.index(one), raw.index(one) + len(one)) for one in words]


def in_dialect(unit, crlf, bom, *, line="\r\n", talk=TALK, words=PASSAGES):
    """The talk coded with one code, as a tool of this dialect would write it."""
    made = Made()
    code = made.code("Pain")
    raw = line.join(talk)
    made.text("one", raw, places(raw, words), mark=True, code=code, unit=unit, crlf=crlf, bom=bom)
    return made


def database(script, rows):
    """A SQLite file: a script that makes tables, and rows by table."""
    db = sqlite3.connect(":memory:")
    db.executescript(script)
    for table, lines in rows.items():
        for line in lines:
            marks = ",".join("?" * len(line))
            db.execute(f"INSERT INTO {table} VALUES ({marks})", line)
    db.commit()
    return db.serialize()


QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text,
  owner text, date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
  supercatid integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,
  date text, color text);
CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
  owner text, date text, memo text);
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, cid integer, owner text);
CREATE TABLE cases (caseid integer primary key, name text, memo text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer,
  pos1 integer);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text,
  id integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer,
  memo text, owner text, date text);
"""
TAGUETTE = """
CREATE TABLE projects (id integer primary key, name text, description text);
CREATE TABLE documents (id integer primary key, name text, description text, filename text,
  project_id integer, contents text);
CREATE TABLE tags (id integer primary key, project_id integer, path text, description text);
CREATE TABLE highlights (id integer primary key, document_id integer, start_offset integer,
  end_offset integer, snippet text);
CREATE TABLE highlight_tags (highlight_id integer, tag_id integer);
"""
