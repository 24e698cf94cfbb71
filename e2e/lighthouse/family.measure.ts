import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import lighthouse, { type Flags } from 'lighthouse';
import { browser } from '../support/browser';
import { people } from '../support/demo';
import { signIn } from '../support/story';
import { freePort } from '../support/servers';

const RUNS = 5;
const categories = ['performance', 'accessibility', 'best-practices'] as const;
type Scores = Record<(typeof categories)[number], number>;

let port: number;
let folder: string;
let context: BrowserContext;
let page: Page;

test.beforeAll(async () => {
  port = await freePort();
  // A profile of its own: a private window can install nothing.
  folder = mkdtempSync(join(tmpdir(), 'hidamari-lighthouse-'));
  const args = [...(browser?.launchOptions?.args ?? []), `--remote-debugging-port=${port}`];
  context = await chromium.launchPersistentContext(folder, { ...browser?.launchOptions, args, locale: 'ja-JP' });
  page = context.pages()[0] ?? (await context.newPage());
});

test.afterAll(async () => {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One first visit: nothing is kept of an earlier one but who is signed in. */
async function measure(url: string, tries = 3): Promise<Scores> {
  const { origin } = new URL(url);
  const session = await context.newCDPSession(page);
  await page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cache_storage,service_workers,indexeddb,local_storage' });
  await session.send('Network.clearBrowserCache');
  const flags: Flags = { port, logLevel: 'error', onlyCategories: [...categories], disableStorageReset: true };
  const found = await lighthouse(url, flags);
  const lhr = found?.lhr;
  // On a busy machine the recording begins after the page did; Lighthouse then asks to be run again.
  if (lhr?.runtimeError?.code === 'NO_NAVSTART' && tries > 1) return measure(url, tries - 1);
  expect(lhr?.runtimeError).toBeUndefined();
  const below = Object.values(lhr?.audits ?? {}).filter((audit) => audit.score !== null && audit.score < 0.9);
  for (const audit of below) test.info().annotations.push({ type: audit.id, description: audit.displayValue ?? audit.title });
  const score = (name: string) => Math.round((lhr?.categories[name]?.score ?? 0) * 100);
  return Object.fromEntries(categories.map((name) => [name, score(name)])) as Scores;
}

/** The median of several visits for what the machine's mood sways; the worst for what it does not. */
async function expectGood(what: string, url: string): Promise<void> {
  const runs: Scores[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(url));
  const sorted = (name: keyof Scores) => runs.map((run) => run[name]).sort((one, other) => one - other);
  const performance = sorted('performance')[RUNS >> 1] ?? 0;
  const [accessibility, practices] = [sorted('accessibility')[0], sorted('best-practices')[0]];
  console.log(`lighthouse: ${what} performance ${performance} accessibility ${accessibility} best practices ${practices}`);
  expect(performance, JSON.stringify(test.info().annotations)).toBeGreaterThanOrEqual(95);
  expect([accessibility, practices], JSON.stringify(test.info().annotations)).toEqual([100, 100]);
}

test('before one is signed in', async ({ baseURL }) => expectGood('signed out', `${baseURL}/family/`));

test('the home of someone signed in', async ({ baseURL }) => {
  await signIn(page, `${baseURL}/family/`, people.mother);
  await expect(page.locator('.child-card')).toHaveCount(2);
  await expectGood('signed in', `${baseURL}/family`);
  await page.goto(`${baseURL}/family`);
  await expect(page.locator('.child-card'), 'still signed in').toHaveCount(2);
});

test('it can be put on the home screen', async ({ baseURL }) => {
  await page.goto(`${baseURL}/family/`);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  expect((await session.send('Page.getAppManifest')).errors).toEqual([]);
});
