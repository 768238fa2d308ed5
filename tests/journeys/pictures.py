"""`python -m tests.journeys.pictures` takes the README's pictures of the demonstration."""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator

from tests.browser import Seat, chromium_running
from tests.chromium import find_chromium
from tests.journeys import publishing, researching, telling
from tests.journeys.demo import House, served_demo
from tests.journeys.looking import sign_in, visit

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 150_000
THEME = "People are made to prove their pain"
DOTS_PER_INCH = 80


class NoPicture(Exception):
    """A picture could not be taken or is too large; the message says which."""


def keep(name: str, png: bytes) -> None:
    """Write a picture with the fewest colours' worth of bytes that still looks right."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    small = whole.quantize(colors=224, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise NoPicture(f"{name}.png has {path.stat().st_size} bytes; {LARGEST} are allowed")
    print(f"  {path.name}: {whole.width} x {whole.height}, {path.stat().st_size // 1000} kB")


def take(seat: Seat, name: str, *, at: Locator | None = None, above: int = 24) -> None:
    """The window from the top of the page, or from `above` pixels over the part `at`."""
    seat.tab.wait_for_load_state()
    seat.tab.evaluate("document.fonts.ready")
    seat.tab.evaluate("scrollTo(0, 0)")
    if at is not None:
        at.evaluate("(e, by) => scrollBy(0, e.getBoundingClientRect().top - by)", above)
    keep(name, seat.tab.screenshot())


def of_a_person(phone: Seat) -> None:
    telling.to_the_tiles(phone)
    take(phone, "tiles")
    phone.leads(phone.tab.get_by_role("button", name="Not being believed"))
    phone.tab.get_by_label("In your own words").fill("They said it was a water infection. Again.")
    take(phone, "question")
    phone.press("Save and go on")
    take(phone, "code")


def of_staff(desk: Seat, house: House) -> None:
    desk.go("/")
    take(desk, "front")
    sign_in(desk, house, "dev")
    take(desk, "today")
    researching.understand(desk, "Take names out")
    desk.leads(desk.tab.get_by_role("link", name="Next one waiting"))
    for _ in range(3):
        researching.accepts_next(desk)
    take(desk, "review")
    researching.opens(desk, "Interview 1")
    overlap = desk.tab.locator("mark[class*=with-]").first
    desk.touch(overlap, shows=desk.tab.get_by_role("link", name="Use as quote"))
    take(desk, "coding", at=overlap, above=400)
    researching.understand(desk, "Themes")
    desk.follow(THEME)
    take(desk, "theme")


def of_findings(desk: Seat) -> None:
    researching.room(desk, "Publish")
    desk.follow(researching.STUDY)
    desk.follow("Release check")
    take(desk, "check")
    desk.go("/findings/")
    desk.follow(researching.STUDY)
    path = desk.path
    take(desk, "findings", at=desk.tab.get_by_text("Key insight", exact=True).first, above=640)
    keep("report", first_page(publishing.downloads(desk, path)))
    publishing.takes_back(desk, "P014")
    take(desk, "receipt")


def of_taking_back(phone: Seat, code: str) -> None:
    telling.comes_back(phone, code)
    phone.follow("Take my words back")
    phone.press("Take them back for good")
    take(phone, "gone")


def first_page(pdf: bytes) -> bytes:
    if shutil.which("pdftoppm") is None:
        raise NoPicture("pdftoppm is not here (Debian: poppler-utils)")
    size = ["-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1"]
    done = subprocess.run(
        ["pdftoppm", "-png", "-singlefile", *size, "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout


def gallery(browser: Browser, house: House) -> None:
    phone = visit(browser, house, width=320, script=False)
    desk = visit(browser, house)
    of_a_person(phone)
    of_staff(desk, house)
    of_findings(desk)
    of_taking_back(phone, house.codes["P001"])


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    if find_chromium() is None:
        print("There is no Chromium here, so no picture was taken.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="pennydrop-pictures-") as folder:
        with served_demo(Path(folder)) as house, chromium_running() as browser:
            gallery(browser, house)
    return 0


if __name__ == "__main__":
    sys.exit(main())
