// Opens the page of a phone in the field where there is no signal: the page and its own parts,
// which somebody chose to keep. Nothing that anybody says passes here.

const PAGE = new URL("./", self.location).pathname;
const KEPT = { cacheName: `field:${PAGE}`, ignoreVary: true };
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith(PAGE) && pathname !== PAGE) return; // tokens come from the server alone
  if (request.mode === "navigate" && pathname !== PAGE) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const kept = await caches.match(request.mode === "navigate" ? PAGE : request, KEPT);
  if (!kept) return fetch(request);
  const network = fetch(request);
  network.catch(() => {});
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    const found = await Promise.race([network, late]);
    return found.status >= 500 ? kept : found;
  } catch {
    return kept;
  }
}
