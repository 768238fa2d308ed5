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
# Colours are most of what axe costs. Words whose colour, size, weight and line, and every ground
# behind them, have been judged are not judged anew: on this page, or on one before (`known`).
# What lies over a page could hide words anew, so it is part of what is compared, and the width.
RUN_AXE = r"""async known => {
  const COLOURS = ['color-contrast', 'link-in-text-block'];
  const over = [...document.querySelectorAll('body *')].filter(e => {
    const {position, display} = getComputedStyle(e);
    return display !== 'none' && ['absolute', 'fixed', 'sticky'].includes(position);
  }).map(e => `${e.tagName} ${e.className}`);
  const grounds = new Map([[null, [innerWidth, ...over].join()]]);
  const ground = e => {
    if (!grounds.has(e)) {
      const s = getComputedStyle(e);
      const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode];
      const plain = ['rgba(0, 0, 0, 0)', 'none', '1', 'normal'];
      grounds.set(e, [ground(e.parentElement), ...own.filter(x => !plain.includes(x))].join('|'));
    }
    return grounds.get(e);
  };
  const ink = e => {
    const s = getComputedStyle(e);
    return [s.color, s.fontSize, s.fontWeight, s.textShadow, s.visibility,
      s.textDecorationLine, s.borderBottomStyle, s.borderBottomWidth].join('|');
  };
  const speaks = e => e.matches('input, select, textarea, button')
    || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  const judged = new Set(known), colours = [], include = [];
  for (const e of [...document.body.querySelectorAll('*')].filter(speaks)) {
    const round = e.tagName === 'A' ? ink(e.parentElement) : '';
    const look = [ground(e), ink(e), round].join('/');
    if (judged.has(look)) continue;
    judged.add(look);
    colours.push(look);
    include.push(e);
  }
  // Without preload: it asks for every stylesheet again, for a rule that we do not run and for
  // sound that begins by itself, which no page may have at all.
  const how = {resultTypes: ['violations'], preload: false};
  const off = Object.fromEntries(COLOURS.map(rule => [rule, {enabled: false}]));
  const found = [await axe.run({...how, rules: off})];
  if (include.length)
    found.push(await axe.run({include}, {...how, runOnly: {type: 'rule', values: COLOURS}}));
  const faults = found.flatMap(one => one.violations).map(({id, help, nodes}) =>
    `${id} (${help}): ${nodes.map(n => n.html.slice(0, 150)).join(' ; ')}`);
  for (const e of document.querySelectorAll('audio[autoplay], video[autoplay]'))
    faults.push(`plays by itself: ${e.outerHTML.slice(0, 150)}`);
  return {faults, colours};
}"""
AXE = Axe().axe_script
