// Stripes in the margin stand beside the very lines that they are about, each in its lane. Without
// this script they run along the whole turn.
import { whenDrawn } from "./turns.js";

const area = document.querySelector("[data-words]");
const near = new IntersectionObserver(
  (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => place(one.target)),
  { rootMargin: "600px 0px" },
);
let width = 0;

function place(seg) {
  const from = seg.querySelector(".said").getBoundingClientRect().top;
  const found = [...seg.querySelectorAll("[data-of]")].map((stripe) => {
    const marks = [...seg.querySelectorAll(`mark[data-on~="${stripe.dataset.of}"]`)];
    const rects = marks.flatMap((mark) => [...mark.getClientRects()]);
    const top = Math.min(...rects.map((rect) => rect.top));
    return [stripe, top - from, Math.max(...rects.map((rect) => rect.bottom)) - top];
  });
  for (const [stripe, top, height] of found) {
    if (!Number.isFinite(height)) continue;
    stripe.style.top = `${Math.round(top)}px`;
    stripe.style.height = `${Math.round(height)}px`;
  }
  seg.querySelector(".stripes").classList.add("placed");
}

const striped = (seg) => seg.querySelector("[data-of]");
const watch = (segs) => segs.filter(striped).forEach((seg) => near.observe(seg));
const every = () => [...area.querySelectorAll(".seg")];

export function begin() {
  watch(every());
  whenDrawn(watch);
  // Lines break elsewhere when the column grows or shrinks.
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width === width) return;
    width = contentRect.width;
    near.disconnect();
    watch(every());
  }).observe(area);
}
