// While developing nothing is kept: this replaces an installed worker of {{face}}, clears its caches and leaves.

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith("hidamari-{{face}}-"));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
}
