import { expect, type Page } from '@playwright/test';

/** What the tablet has stored and not sent, as its database holds it. */
export function stored(tablet: Page): Promise<number> {
  return tablet.evaluate(
    () =>
      new Promise<number>((found, failed) => {
        const opening = indexedDB.open('hidamari-outbox', 1);
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('acts').objectStore('acts').count();
          counting.onsuccess = () => found(counting.result);
          opening.result.close();
        };
      }),
  );
}

/** The tablet keeps its page, so that it opens without a network. */
export async function settle(tablet: Page): Promise<void> {
  await tablet.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await tablet.reload();
  await expect(tablet.locator('button.tile').first()).toBeVisible();
  // What is known is kept a second after it has changed.
  await expect
    .poll(() => tablet.evaluate(async () => (await caches.open('hidamari-kept-classroom').then((kept) => kept.keys())).map((each) => each.url).join()))
    .toContain('standings');
}

/** Acts that were tapped long ago, as an earlier page would have stored them; answers their marks. */
export function seed(tablet: Page, children: string[], count: number): Promise<string[]> {
  return tablet.evaluate(
    ([children, count]) =>
      new Promise<string[]>((done, failed) => {
        const ids: string[] = [];
        const opening = indexedDB.open('hidamari-outbox', 1);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('acts', 'readwrite');
          const acts = writing.objectStore('acts');
          const began = Date.now() - count - 2_000;
          for (let place = 0; place < count; place += 1) {
            const at = began + place;
            const uuid = () => at.toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-') + '-7' + crypto.randomUUID().slice(15);
            const mark = {
              id: uuid(),
              child: children[place % children.length],
              kind: Math.floor(place / children.length) % 2 ? 'departure' : 'arrival',
              happened_at: new Date(at).toISOString(),
            };
            ids.push(mark.id);
            acts.put(JSON.stringify({ operation: uuid(), steps: [{ mark, before: { state: { standing: 'expected' } } }], form: 'open' }));
          }
          writing.oncomplete = () => done(ids);
          writing.onabort = () => failed(writing.error);
          opening.result.close();
        };
      }),
    [children, count] as const,
  );
}
