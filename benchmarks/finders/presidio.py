"""Presidio as it comes or with its UK recognisers: `python -m benchmarks.finders.presidio [uk]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import presidio_analyzer
import tldextract
import yaml
from presidio_analyzer import predefined_recognizers as known
from presidio_analyzer.nlp_engine import NlpEngineProvider

from benchmarks.finders.disk import installed
from benchmarks.finders.model import PACKAGE, PATH
from benchmarks.finders.timed import Find, answer

SETTINGS = Path(presidio_analyzer.__file__).parent / "conf/default.yaml"


def finder(uk: bool) -> Find:
    """Its own settings, but for the medium model in place of the large one."""
    settings = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    settings["models"] = [{"lang_code": "en", "model_name": PATH}]
    engine = NlpEngineProvider(nlp_configuration=settings).create_engine()
    analyzer = presidio_analyzer.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    for recogniser in left_out() if uk else ():
        analyzer.registry.add_recognizer(recogniser)

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        for each in analyzer.analyze(text=text, language="en"):
            yield each.start, each.end, each.entity_type

    return find


def left_out() -> list[presidio_analyzer.EntityRecognizer]:
    """UK recognisers that its settings leave out, and telephone numbers as dialled here."""
    return [
        known.UkDrivingLicenceRecognizer(),
        known.UkNinoRecognizer(),
        known.UkPassportRecognizer(),
        known.UkPostcodeRecognizer(),
        known.UkVehicleRegistrationRecognizer(),
        known.PhoneRecognizer(supported_regions=("GB",)),
    ]


if __name__ == "__main__":
    # It would ask for the list of domain endings online when a text holds an e-mail address.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    answer(finder("uk" in sys.argv[1:]), installed(["presidio-analyzer", "spacy", PACKAGE]))
