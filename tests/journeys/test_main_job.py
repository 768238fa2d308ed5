"""Three people do the whole of the main job in their own browsers, and two take it back again."""

import datetime as dt

import pytest

from tests.journeys import coding, publishing, researching, telling

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

ASLEEP = "It had a drawing of me asleep on a settee."
PEPPERS = "She'd go, right, so, peppers. Half price."
THEME = "People are made to prove their pain"
INSIGHT = "Being written down is the first thing that helps, and it costs one line."
MISSED = {"Lantern": "club 1", "Aldous": "boss 1", "Hensley": "doctor 1", "Kelly": "sister 1"}
NAMES = ["Dean", "Leon", "Ipswich", "Hensley", "01632 960145", "dean.k94@example.com", "@deano"]
REMOVED = "Removed at the person"


def test_told_understood_published_and_taken_back(seats, tmp_path):
    phone, ros, dev = seats(width=320, script=False), seats("ros"), seats("dev")
    anybody = seats()
    code = tell(phone)
    understand(ros, tmp_path)
    edition = publish(ros, dev, anybody)
    take_back(phone, code, anybody, edition)
    take_back_by_wish(dev, ros, anybody, edition)
    for seat in (phone, ros, dev, anybody):
        assert not seat.complaints


def tell(phone):
    code = telling.tells(phone)
    telling.shares(phone)
    telling.leaves_in_a_hurry(phone, code)
    return code


def understand(ros, folder):
    files = [researching.as_word(f"Interview {letter}", folder) for letter in "AC"]
    interview, _ = researching.brings_in(ros, files, ["Dean", "Wez"])
    signed = (dt.date.today() - dt.timedelta(days=3)).isoformat()
    researching.attaches_paper_consent(ros, len(files), folder, signed)
    read = researching.takes_names_out(ros, interview, MISSED)
    assert not [name for name in NAMES if name in read]
    researching.takes_names_out(ros, "Survey answer 41", {})

    researching.opens(ros, interview)
    coding.codes(ros, ASLEEP, key="3", code="Pain runs the day")
    coding.codes_anew(ros, PEPPERS, "Kept company by phone")
    coding.writes_memo(ros, PEPPERS, "Care that asks nothing.")
    researching.opens(ros, "Survey answer 41")
    coding.codes(ros, telling.CANARY, code="Not being believed")
    coding.puts_forward(ros, telling.CANARY, by="Survey answer", theme=THEME)
    coding.writes_insight(ros, THEME, INSIGHT)
    assert coding.finds(ros, "lampshade hummed") == 1


def publish(ros, dev, anybody):
    publishing.signs_second(dev, telling.CANARY)
    publishing.adds_quote(dev, telling.CANARY, after=THEME)
    publishing.tries(ros)
    publishing.proposes(ros)
    edition = publishing.releases(dev)
    assert telling.CANARY in publishing.quotes_on(anybody, edition)
    pdf = publishing.downloads(anybody, edition)
    assert pdf.startswith(b"%PDF") and publishing.is_tagged(pdf)
    assert telling.CANARY in publishing.printed_words(pdf)
    return edition


def take_back(phone, code, anybody, edition):
    receipt = telling.takes_it_back(phone, code)
    assert "Number of this note" in receipt and telling.CANARY not in receipt
    telling.no_longer_opens(phone, code)
    assert telling.CANARY not in publishing.quotes_on(anybody, edition)
    assert telling.CANARY not in anybody.html
    assert REMOVED in anybody.words
    assert telling.CANARY not in publishing.printed_words(publishing.downloads(anybody, edition))


def take_back_by_wish(dev, ros, anybody, edition):
    """P014 is quoted in what the demonstration has published."""
    before = publishing.quotes_on(anybody, edition)
    printed = publishing.printed_words(publishing.downloads(anybody, edition))
    receipt = publishing.takes_back(dev, "P014")
    assert "P014 took their words back" in receipt and "Nobody can read these words" in receipt
    gone = before - publishing.quotes_on(anybody, edition)
    assert gone and all(words in printed for words in gone)
    printed = publishing.printed_words(publishing.downloads(anybody, edition))
    assert not [words for words in gone if words in printed]
    assert coding.finds(ros, "lampshade hummed") == 0
