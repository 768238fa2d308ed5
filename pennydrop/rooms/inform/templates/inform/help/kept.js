// Answers for these pages when there is no signal, from the copy that somebody asked to keep.
// It keeps nothing by itself: a copy is renewed only where there is one.
const NAME = "{{ copy }}";
const PATIENCE = 4000;

const soon = () => new Promise((_, no) => setTimeout(no, PATIENCE));

async function renew(url) {
  const path = new URL(url).pathname;
  if (!(await caches.has(NAME))) return;
  const cache = await caches.open(NAME);
  if (!(await cache.match(path))) return;
  const fresh = await fetch(`${path}?copy=1`);
  if (fresh.ok) await cache.put(path, fresh);
}

async function answer(event) {
  const { request } = event;
  try {
    const fresh = await Promise.race([fetch(request), soon()]);
    if (request.mode === "navigate") event.waitUntil(renew(request.url).catch(() => {}));
    return fresh;
  } catch {
    const kept = await caches.match(request, { ignoreSearch: true, cacheName: NAME });
    return kept || Response.error();
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event));
});
