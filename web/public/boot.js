import start from "{{glue}}";

start({ module_or_path: "{{wasm}}" }).catch((problem) => {
  document.documentElement.dataset.failed = "";
  throw problem;
});

// Whoever is not signed in needs the entrance, others what the face shows first: it is asked for before the face is there
// to do so.
const parts = document.cookie.includes("hidamari-{{face}}") ? "{{working}}" : "{{newcomers}}";
for (const part of parts.split(" ")) if (part) fetch(part).catch(() => {});

const worker = navigator.serviceWorker;

function newVersionReady() {
  document.documentElement.dataset.update = "";
  dispatchEvent(new Event("hidamari:update"));
}

function watch(registration) {
  // Without a controller this is the first visit: there is no older version to leave.
  if (registration.waiting && worker.controller) newVersionReady();
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next.addEventListener("statechange", () => {
      if (next.state === "installed" && worker.controller) newVersionReady();
    });
  });
  // Only the page whose person agreed is loaded anew; another tab may hold something half typed.
  addEventListener("hidamari:activate", () => {
    worker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage({ type: "activate" });
  });
}

// A browser that keeps no service worker still has the whole app, only not offline.
addEventListener("load", () => {
  worker?.register("/{{face}}/sw.js", { scope: "/{{face}}/" }).then(watch, () => {});
});
