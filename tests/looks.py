"""What is asked of a page in the browser, as scripts that answer with what is wrong."""

from axe_playwright_python.sync_playwright import Axe

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Fonts and scripts move the lines of a page that has just come up: ask when they have stopped.
SETTLED = """async () => {
  const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)));
  let before = -1, now = 0;
  while (now !== before || document.fonts.status !== 'loaded') {
    await drawn();
    [before, now] = [now, document.documentElement.scrollHeight];
  }
}"""
# A finger needs 44 px; a link within a sentence is spared (as in WCAG 2.5.5).
SMALL_TARGETS = """() => [...document.querySelectorAll(`.btn, .tile, summary, nav a, .leave a,
  input:not([type=hidden],[type=radio],[type=checkbox]), select, textarea, .lines a`)]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
  .map(e => e.outerHTML.slice(0, 120))"""
# Reading axe's half a megabyte takes longer than running it: once for each page, not each look.
HAS_AXE = "typeof axe !== 'undefined'"
RUN_AXE = """() => axe.run({resultTypes: ['violations']}).then(({violations}) => violations.map(
  ({id, help, nodes}) => `${id} (${help}): ${nodes.map(n => n.html.slice(0, 150)).join(' ; ')}`))"""
AXE = Axe().axe_script
