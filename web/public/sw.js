// Keeps the shell of this face, so that it opens at once and without a network. Data are not its business: the app
// keeps those itself, and whatever is outside /{{face}}/ (the API above all) passes by untouched.

const FACE = "/{{face}}/";
const FAMILY_OF_CACHES = "hidamari-{{face}}-";
const CACHE = FAMILY_OF_CACHES + "{{version}}";
const SHELL = "{{shell}}".split(" ");

addEventListener("install", (event) => event.waitUntil(keepShell()));

// A new version waits here until the person agrees.
addEventListener("message", (event) => {
  if (event.data?.type === "activate") skipWaiting();
});

addEventListener("activate", (event) => event.waitUntil(dropOlder().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === location.origin && url.pathname.startsWith(FACE);
  if (event.request.method !== "GET" || !ours) return;
  if (event.request.mode === "navigate") {
    event.respondWith(page(event.request));
  } else if (url.pathname.startsWith(FACE + "assets/")) {
    event.respondWith(asset(event.request));
  }
});

async function keepShell() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.map((address) => new Request(address, { cache: "no-cache" })));
}

async function dropOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(FAMILY_OF_CACHES) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

// The page of the version in use, not the newest: a page from the network would bring the new version before the
// person agreed to it, and would make every opening wait.
async function page(request) {
  const kept = await caches.match(FACE, { cacheName: CACHE });
  return kept ?? fetch(request);
}

// The name says the content, so a kept asset is never stale; what an older version still asks for is in its cache.
async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}

// A message has come: it is shown as it was sent, also when no page is open.
addEventListener("push", (event) => {
  const { title, body, tag, open } = event.data?.json() ?? {};
  if (title) event.waitUntil(registration.showNotification(title, { body, tag, renotify: Boolean(tag), lang: "ja", data: open }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openMessage(event.notification.data ?? FACE));
});

// A page that is open already is told, so that nothing half typed is lost.
async function openMessage(address) {
  const pages = await clients.matchAll({ type: "window" });
  const page = pages.find(({ url }) => new URL(url).pathname.startsWith(FACE));
  if (!page) return clients.openWindow(address);
  page.postMessage(address);
  await page.focus();
}
