"""Somebody has a guide read to them by their own device, where it has a voice of its own."""

import pytest

from tests.inform.test_guides import read

DB = pytest.mark.django_db(databases=["default", "keys"])
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
# A stand-in for the device: it notes what it is asked to say. The first voice sends words away.
DEVICE = """
window.said = [];
const voices = VOICES;
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, 'speechSynthesis', {value: {
  speaking: false, pending: false, getVoices: () => voices,
  speak(part) { this.speaking = true; window.said.push([part.voice.name, part.text]); },
  cancel() { this.speaking = false; },
}});
"""
AWAY = "{name: 'away', lang: 'en-GB', localService: false}"
OURS = "{name: 'ours', lang: 'en-GB', localService: true}"


@DB
def test_it_is_offered_by_a_script_alone_and_on_guides_and_help_now_alone(
    client, guide, organisation
):
    organisation.invented = True
    organisation.save()
    page = read(client)
    assert "aloud.js" in page and 'type="button" hidden data-aloud' in page
    for path in ("/help/", "/help/stay/", "/help/stay/easy/"):
        assert 'type="button" hidden data-aloud' in client.get(path).text
    for path in ("/", "/guides/", "/check/", "/plan/"):
        assert "aloud" not in client.get(path).text


@DB
def test_a_guide_with_nothing_to_read_offers_nothing(client, guide):
    assert "data-aloud" not in read(client)


def with_voices(window, voices, path="/guides/bladder/"):
    seat = window(320)
    seat.context.add_init_script(DEVICE.replace("VOICES", f"[{voices}]"))
    seat.go(path)
    return seat


class TestInBrowser:
    pytestmark = IN_BROWSER

    @pytest.fixture(autouse=True)
    def shown(self, guide, organisation):
        organisation.invented = True
        organisation.save()

    def test_it_reads_the_words_with_a_voice_of_the_device_and_stops(self, window):
        seat = with_voices(window, f"{AWAY}, {OURS}")
        begin, stop = (seat.tab.get_by_role("button", name=n) for n in ("Read it", "Stop"))
        seat.touch(begin, shows=stop)
        said = seat.tab.evaluate("window.said")
        assert {name for name, _ in said} == {"ours"}
        texts = [text for _, text in said]
        assert texts[:2] == ["Early signs", "What to look out for."]
        assert "You go to the toilet more often." in texts
        seat.touch(stop, shows=begin)
        assert not seat.tab.evaluate("speechSynthesis.speaking")
        assert seat.faults() == []

    def test_a_voice_that_would_send_the_words_away_is_not_used(self, window):
        seat = with_voices(window, AWAY, "/help/stay/")
        assert seat.tab.get_by_role("button", name="Read it aloud").count() == 0
