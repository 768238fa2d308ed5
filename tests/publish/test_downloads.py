"""Every form of an edition: the same words, the same figures, and gone when they are taken back."""

import csv
import io
import zipfile

import pytest

from pennydrop.core.documents.word import paragraphs
from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.queries import printing
from pennydrop.rooms.publish.rules.package import FILES
from tests.publish.conftest import CANARY, SECOND

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
SAID = f"{CANARY} [at the surgery] […] {SECOND}"
FORMS = ["report.pdf", "report.docx", "report.txt", "data.zip"]


def words_of(text):
    return " ".join(text.split())


def read_word(content):
    return words_of("\n".join(paragraph.text for paragraph in paragraphs(content)))


def read_zip(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def table_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name])))


@pytest.mark.parametrize("form", FORMS)
def test_anybody_takes_a_form_under_a_neutral_name(client, edition, form):
    answer = client.get(f"{edition.address}{form}")
    assert answer.status_code == 200 and answer["Cache-Control"].count("no-store")
    ending = form.split(".")[1]
    assert answer["Content-Disposition"] == f'attachment; filename="findings-edition-1.{ending}"'
    assert client.get(f"/findings/nothing/{form}").status_code == 404


def test_text_and_word_say_the_quote_as_it_stands_and_where_to_ask(client, edition):
    asked = f"http://testserver{edition.address}status/"
    text = words_of(client.get(f"{edition.address}report.txt").content.decode())
    word = read_word(client.get(f"{edition.address}report.docx").content)
    for read in (text, word):
        assert f"“{SAID}”" in read and asked in read and "about 10 interviews" in read
        assert "Invented for demonstration" in read


def test_the_package_tells_what_the_edition_tells(client, edition, quote):
    files = read_zip(client.get(f"{edition.address}data.zip").content)
    assert set(files) == {*FILES, "dictionary.csv", "edition.txt", "READ ME.txt"}
    for name, columns in FILES.items():
        assert tuple(table_of(files, name)[0]) == tuple(column for column, _ in columns)
    told = {(row["file"], row["column"]) for row in table_of(files, "dictionary.csv")}
    assert told == {(name, column) for name, columns in FILES.items() for column, _ in columns}
    [row] = table_of(files, "quotes.csv")
    assert row["words"] == SAID and row["section"] == "Somebody looks up"
    assert (row["word for word"], row["state"]) == ("yes", "public")
    assert "How it may be used".upper() in files["READ ME.txt"]
    assert "Somebody looks up" in files["edition.txt"]


def test_the_package_holds_no_count_that_the_page_does_not_tell(client, told, edition):
    files = read_zip(client.get(f"{edition.address}data.zip").content)
    page = words_of(client.get(edition.address).content.decode())
    rows = [*table_of(files, "people.csv"), *table_of(files, "themes.csv")]
    assert {row["people, rounded"] for row in rows} <= {"", "10"}
    assert "3" not in {row["people, as said"] for row in rows}
    for row in rows:
        assert row["people, as said"] in page, row
    assert table_of(files, "charts.csv")
    for row in table_of(files, "charts.csv"):
        assert row["said"] in page
    everything = "".join(files.values())
    assert str(told.person().pk) not in everything and str(told.theme.pk) not in everything


def test_words_taken_back_leave_every_form(client, told, edition, at):
    before = [client.get(f"{edition.address}{form}").content for form in FORMS]
    kept = sorted(path.suffix for path in study_folder(told.id).glob("edition-*"))
    assert kept == [".docx", ".pdf"]
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    assert not list(study_folder(told.id).glob("edition-*"))
    after = [client.get(f"{edition.address}{form}").content for form in FORMS]
    assert all(old != new for old, new in zip(before, after, strict=True))
    files = read_zip(after[3])
    read = [read_word(after[1]), after[2].decode(), *files.values()]
    for text in read:
        assert "heron" not in text and "lighthouse" not in text and "at the surgery" not in text
    assert "Removed at the person’s wish." in read[0] and "Removed at the person’s wish." in read[1]
    [row] = table_of(files, "quotes.csv")
    assert set(row.values()) == {"1", "Somebody looks up", "", "removed at the person's wish"}


def test_a_word_file_written_while_somebody_withdrew_is_removed_again(
    told, edition, at, monkeypatch
):
    real = printing.write_copy

    def slow(copy):
        content = real(copy)
        withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
        return content

    monkeypatch.setattr(printing, "write_copy", slow)
    printing.edition_word(edition, site="http://testserver/")
    assert not list(study_folder(told.id).glob("edition-*"))


def test_the_same_edition_gives_the_same_package(client, edition):
    first = client.get(f"{edition.address}data.zip").content
    assert client.get(f"{edition.address}data.zip").content == first


def test_the_page_leads_to_each_form(client, edition):
    page = client.get(edition.address).content.decode()
    assert all(f'href="{edition.address}{form}"' in page for form in FORMS)
