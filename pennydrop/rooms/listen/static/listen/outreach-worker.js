// Answers for the tally where there is no signal, from what somebody chose to keep on the phone.
// It answers for that page and its own parts alone, and only when the network does not.

const PAGE = new URL("./", self.location).pathname;
const KEPT = { cacheName: `tally:${PAGE}`, ignoreVary: true };
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname !== PAGE) return;
  event.respondWith(answer(request, request.mode === "navigate" ? `${PAGE}alone/` : request));
});

async function answer(request, wanted) {
  const kept = await caches.match(wanted, KEPT);
  if (!kept) return fetch(request);
  const network = fetch(request);
  network.catch(() => {});
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    return await Promise.race([network, late]);
  } catch {
    return kept;
  }
}
