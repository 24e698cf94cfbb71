// The tablet without its network: everything tapped is safe, is seen, and arrives exactly once.
import { expect, test, type BrowserContext, type Page, type Request } from '@playwright/test';
import { between } from './support/between';
import { Office } from './support/office';
import { seed, settle, stored } from './support/outbox';
import { expectAccessible, expectWithin } from './support/story';
import { enrol, showClass } from './support/tablet';

/** Of a facility that no other story looks at on the tablet. */
const DIRECTOR = 'director2@example.jp';
const MARKS = '/api/attendance/marks';
type Mark = { id: string; kind: string; happened_at: string };

/** Makes the browser a tablet that shows the class and opens without a network. */
async function atBoard(tablet: Page, of: string): Promise<Office> {
  const office = await Office.open(DIRECTOR);
  await enrol(tablet, await office.tabletCode(), of);
  await settle(tablet);
  return office;
}

const tiles = (tablet: Page) => tablet.locator('button.tile');
const unsent = (tablet: Page) => tablet.locator('.unsent-count');
const childOf = async (tablet: Page, nth: number) => (await tiles(tablet).nth(nth).getAttribute('data-child')) ?? '';

/** What the server has recorded of a child today. */
async function marksOf(office: Office, child: string): Promise<Mark[]> {
  return (await office.read(`/api/children/${child}/day`)).marks;
}

/** The requests that carry marks, from now on. */
function sent(context: BrowserContext): Request[] {
  const requests: Request[] = [];
  context.on('request', (request) => request.url().endsWith(MARKS) && requests.push(request));
  return requests;
}

const operation = (request: Request) => request.headers()['idempotency-key'];

test('a morning without a network, through restarts: all of it stands, and arrives once', async ({ page, context }) => {
  const office = await atBoard(page, 'ひよこ組');
  const [one, two, three] = [await childOf(page, 0), await childOf(page, 1), await childOf(page, 2)];
  await context.setOffline(true);
  for (const nth of [0, 1, 2]) await tiles(page).nth(nth).click();
  await expect(unsent(page)).toContainText('未送信 3件');
  await expect.poll(() => stored(page)).toBe(3);

  await test.step('after a restart the board is there, with what was tapped and the time it is from', async () => {
    await page.reload();
    await expect(tiles(page).nth(0)).toContainText('登園');
    await expect(tiles(page).nth(2)).toContainText('登園');
    await expect(tiles(page).nth(3)).toContainText('予定');
    await expect(unsent(page)).toContainText('未送信 3件');
    await expect(page.getByText(/時点の内容を表示しています/)).toBeVisible();
    await expectAccessible(page);
    await expectWithin(page);
  });

  await test.step('it goes on from there: one leaves, one tap is taken back, another class is looked at', async () => {
    await tiles(page).nth(1).click();
    await expect(tiles(page).nth(1)).toContainText('降園');
    await tiles(page).nth(3).click();
    await page.getByRole('button', { name: '取り消す' }).click();
    await expect(tiles(page).nth(3)).toContainText('予定');
    await showClass(page, 'らいおん組');
    await expect(tiles(page).first()).toBeVisible();
    await showClass(page, 'ひよこ組');
    await expect.poll(() => stored(page)).toBe(6);
    await page.reload();
    await expect(tiles(page).nth(1)).toContainText('降園');
    await expect(tiles(page).nth(3)).toContainText('予定');
    await expect(unsent(page)).toContainText('未送信 6件');
  });

  const requests = sent(context);
  await context.setOffline(false);
  await expect(unsent(page)).toBeHidden({ timeout: 20_000 });
  await expect.poll(() => stored(page)).toBe(0);
  await expect(page.getByText(/時点の内容/)).toBeHidden();
  const kinds = async (child: string) => (await marksOf(office, child)).map((mark) => mark.kind);
  expect(await kinds(one)).toEqual(['arrival']);
  expect(await kinds(two)).toEqual(['arrival', 'departure']);
  expect(await kinds(three)).toEqual(['arrival']);
  expect(requests.length, 'what has waited goes together').toBeLessThanOrEqual(2);
  await expect(tiles(page).nth(1)).toContainText('降園');
});

test('the browser is ended and started again without a network: what was tapped is still there', async ({ baseURL, playwright }, info) => {
  const { viewport, hasTouch, isMobile, locale, timezoneId, launchOptions } = info.project.use;
  const start = async () => {
    const context = await playwright.chromium.launchPersistentContext(info.outputPath('tablet'), {
      ...launchOptions, baseURL, viewport, hasTouch, isMobile, locale, timezoneId,
    });
    return { context, tablet: context.pages()[0] ?? (await context.newPage()) };
  };
  const first = await start();
  const office = await atBoard(first.tablet, 'うさぎ組');
  const child = await childOf(first.tablet, 9);
  const before = (await marksOf(office, child)).length;
  await first.context.setOffline(true);
  await tiles(first.tablet).nth(9).click();
  await expect.poll(() => stored(first.tablet)).toBe(1);
  await first.context.close();

  const { context, tablet } = await start();
  await context.setOffline(true);
  await tablet.goto('/classroom/');
  await expect(unsent(tablet)).toContainText('未送信 1件');
  await expect(tiles(tablet).nth(9)).toContainText('登園');
  // While a browser ends, its page may have a network for a moment: whether or not it was sent then, it is there once.
  await context.setOffline(false);
  await expect(unsent(tablet)).toBeHidden({ timeout: 20_000 });
  expect(await marksOf(office, child)).toHaveLength(before + 1);
  await context.close();
});

test('an answer that got lost: the same is sent again after the restart, and counted once', async ({ page, context }) => {
  const office = await atBoard(page, 'ひよこ組');
  const child = await childOf(page, 5);
  const before = (await marksOf(office, child)).length;
  const requests = sent(context);
  // The page may be loaded anew while a try is under way.
  await context.route(`**${MARKS}`, async (route) => {
    await route.fetch().catch(() => undefined);
    await route.abort().catch(() => undefined);
  });
  await tiles(page).nth(5).click();
  await expect.poll(async () => (await marksOf(office, child)).length).toBe(before + 1);
  await expect.poll(() => stored(page)).toBe(1);
  await page.reload();
  await expect(unsent(page)).toContainText('未送信 1件');
  await context.unroute(`**${MARKS}`);
  await expect.poll(() => stored(page), { timeout: 20_000 }).toBe(0);
  expect(requests.length).toBeGreaterThan(1);
  expect(new Set(requests.map(operation)).size, 'one operation, however often it is sent').toBe(1);
  expect(await marksOf(office, child)).toHaveLength(before + 1);
});

test('a network that breaks off while all is sent, and restarts in the middle: each mark is there once', async ({ page, context }) => {
  test.setTimeout(120_000);
  const office = await atBoard(page, 'ひよこ組');
  const children = await Promise.all([...Array(6).keys()].map((nth) => childOf(page, nth)));
  const recorded = async () => (await Promise.all(children.map((child) => marksOf(office, child)))).flat().map((mark) => mark.id);
  const before = new Set(await recorded());
  const bodies = new Map<string, Set<string>>();
  let tries = 0;
  await context.route(`**${MARKS}`, async (route) => {
    const key = operation(route.request()) ?? '';
    bodies.set(key, (bodies.get(key) ?? new Set()).add(route.request().postData() ?? ''));
    tries += 1;
    // Before the server has it, after it has it, or not at all.
    if (tries % 3 === 1) return route.abort();
    const answer = await route.fetch().catch(() => undefined);
    await (answer && tries % 3 === 0 ? route.fulfill({ response: answer }) : route.abort()).catch(() => undefined);
  });
  await context.setOffline(true);
  const seeded = await seed(page, children, 240);
  await page.reload();
  await expect(unsent(page)).toContainText('未送信 240件');
  await context.setOffline(false);
  for (const rest of [240, 180]) {
    await expect.poll(() => stored(page), { timeout: 30_000 }).toBeLessThan(rest);
    await page.reload();
    await expect(tiles(page).first()).toBeVisible();
  }
  await expect.poll(() => stored(page), { timeout: 60_000 }).toBe(0);
  expect(tries).toBeGreaterThan(bodies.size);
  expect([...bodies.values()].every((each) => each.size === 1), 'an operation says the same at each try').toBe(true);
  const after = (await recorded()).filter((id) => !before.has(id));
  expect(after.sort()).toEqual(seeded.sort());
});

test('a mark that is refused is said, and takes no other with it', async ({ page, context }) => {
  const office = await atBoard(page, 'りす組');
  const children = [await childOf(page, 7), await childOf(page, 8)];
  const before = await Promise.all(children.map(async (child) => (await marksOf(office, child)).length));
  await context.setOffline(true);
  await seed(page, [children[0] ?? '', '0199aaaa-0000-7000-8000-000000000000', children[1] ?? ''], 3);
  await page.reload();
  await expect(unsent(page)).toContainText('未送信 3件');
  await context.setOffline(false);
  await expect(page.getByText(/記録できませんでした/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/記録できませんでした/)).toHaveCount(1);
  await expect.poll(() => stored(page)).toBe(0);
  for (const [nth, child] of children.entries()) expect(await marksOf(office, child)).toHaveLength((before[nth] ?? 0) + 1);
});

test('two tabs show the same, one of them sends, and the other goes on when it is closed', async ({ page, context }) => {
  const office = await atBoard(page, 'うさぎ組');
  const second = await context.newPage();
  await second.goto('/classroom/');
  await expect(tiles(second).first()).toBeVisible();
  const [one, two] = [await childOf(page, 0), await childOf(page, 1)];
  const before = [(await marksOf(office, one)).length, (await marksOf(office, two)).length];
  await context.setOffline(true);
  await tiles(page).nth(0).click();
  await expect(tiles(second).nth(0)).toContainText('登園');
  await tiles(second).nth(1).click();
  await expect(tiles(page).nth(1)).toContainText('登園');
  for (const tab of [page, second]) await expect(unsent(tab)).toContainText('未送信 2件');

  await page.close();
  const requests = sent(context);
  await context.setOffline(false);
  await expect(unsent(second)).toBeHidden({ timeout: 20_000 });
  expect(await marksOf(office, one)).toHaveLength((before[0] ?? 0) + 1);
  expect(await marksOf(office, two)).toHaveLength((before[1] ?? 0) + 1);

  await test.step('while both are open only one sends', async () => {
    const third = await context.newPage();
    await third.goto('/classroom/');
    await expect(tiles(third).first()).toBeVisible();
    requests.length = 0;
    await tiles(third).nth(2).click();
    await expect.poll(() => requests.length).toBe(1);
    expect(requests[0]?.frame().page()).toBe(second);
    await expect(tiles(third).nth(2)).toContainText('登園');
    await expect.poll(() => stored(third)).toBe(0);
  });
});

/** Whether another database of the same page still takes something. */
const tryToStore = () =>
  new Promise<string>((done) => {
    const opening = indexedDB.open('probe', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('probe', { autoIncrement: true });
    opening.onerror = () => done(opening.error?.name ?? '');
    opening.onsuccess = () => {
      const writing = opening.result.transaction('probe', 'readwrite');
      writing.objectStore('probe').put('x');
      writing.oncomplete = () => done('stored');
      writing.onabort = () => done(writing.error?.name ?? '');
      opening.result.close();
    };
  });

for (const [nth, what, breakStore] of [
  [2, 'full', async (page: Page) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
    // The browser remembers for a while how much room there was.
    await expect.poll(() => page.evaluate(tryToStore), { timeout: 50_000 }).toBe('QuotaExceededError');
  }],
  [3, 'broken', async (page: Page) => {
    await page.evaluate(() => {
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (name, version) {
        if (name === 'hidamari-outbox') throw new DOMException('gone', 'UnknownError');
        return open.call(this, name, version);
      };
    });
  }],
] as const) {
  test(`a store that is ${what}: it is said at once, and the tap is sent all the same`, async ({ page, context }) => {
    test.setTimeout(120_000);
    const office = await atBoard(page, 'きりん組');
    const child = await childOf(page, nth);
    const before = (await marksOf(office, child)).length;
    await breakStore(page);
    await context.setOffline(true);
    await tiles(page).nth(nth).click();
    await expect(tiles(page).nth(nth)).toContainText('登園');
    await expect(page.getByRole('alert').filter({ hasText: 'この端末に保存できません' })).toBeVisible();
    await expectAccessible(page);

    await test.step('the browser asks before the page is left', async () => {
      const asked = page.waitForEvent('dialog');
      const leaving = page.close({ runBeforeUnload: true });
      const dialog = await asked;
      expect(dialog.type()).toBe('beforeunload');
      await dialog.dismiss();
      await leaving;
    });

    await context.setOffline(false);
    await expect(unsent(page)).toBeHidden({ timeout: 20_000 });
    // A store that could not even be read goes on being said.
    if (what === 'full') await expect(page.getByRole('alert')).toBeHidden();
    expect(await marksOf(office, child)).toHaveLength(before + 1);
    // Within 0.7 s it would be the same wet finger.
    await page.waitForTimeout(800);
    await tiles(page).nth(nth).click();
    await expect.poll(async () => (await marksOf(office, child)).length).toBe(before + 2);
  });
}

test('a new version waits while anything is unsent', async ({ page, context, baseURL }) => {
  let version = 1;
  const change = (path: string, body: Buffer) =>
    path === '/classroom/sw.js' ? Buffer.concat([body, Buffer.from(`\n// ${version}\n`)]) : body;
  const server = await between(baseURL ?? '', change);
  const office = await Office.open(DIRECTOR);
  await page.goto(`${server.origin}/classroom/`);
  await page.getByLabel('登録コード').fill(await office.tabletCode());
  await page.getByLabel('この端末の名前').fill('新しい版のタブレット');
  await page.getByRole('button', { name: 'この端末を登録する' }).click();
  await expect(tiles(page).first()).toBeVisible();
  await settle(page);
  await page.route(`**${MARKS}`, (route) => route.abort());
  await tiles(page).first().click();
  await expect(unsent(page)).toContainText('未送信 1件');

  version = 2;
  const found = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    return registration.waiting !== null;
  });
  await expect.poll(found).toBe(true);
  await expect(page.getByText('新しい版の用意ができました')).toBeHidden();
  await page.reload();
  await expect(unsent(page)).toContainText('未送信 1件');
  await expect(page.getByText('新しい版の用意ができました')).toBeHidden();
  expect(await found(), 'a page loaded anew does not bring it either').toBe(true);

  await page.unroute(`**${MARKS}`);
  await expect(page.getByText('新しい版の用意ができました')).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => stored(page)).toBe(0);
  server.stop();
});

test('a tablet whose use was ended keeps what it has not sent, and sends it when it is enrolled again', async ({ page, context }) => {
  const office = await atBoard(page, 'ぞう組');
  const child = await childOf(page, 3);
  const before = (await marksOf(office, child)).length;
  const { id } = await office.facility();
  await context.setOffline(true);
  await tiles(page).nth(3).click();
  await expect(unsent(page)).toContainText('未送信 1件');
  const tablets: { id: string; name: string }[] = await office.read(`/api/facilities/${id}/devices`);
  for (const ours of tablets.filter((each) => each.name === 'ぞう組のタブレット')) await office.remove(`/api/facilities/${id}/devices/${ours.id}`);
  await context.setOffline(false);
  await expect(page.getByText('この端末の登録は、事務室で解除されました。')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('まだ送っていない記録が、この端末に残っています。')).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => caches.has('hidamari-kept-classroom')), 'no names stay').toBe(false);
  expect(await stored(page)).toBe(1);

  await page.reload();
  await expect(page.getByText('まだ送っていない記録が、この端末に残っています。')).toBeVisible();
  await enrol(page, await office.tabletCode(), 'ぞう組');
  await expect.poll(() => stored(page), { timeout: 20_000 }).toBe(0);
  expect(await marksOf(office, child)).toHaveLength(before + 1);
});

test('on a new day nobody is shown as here because they were yesterday', async ({ page, context }) => {
  await atBoard(page, 'らいおん組');
  const first = tiles(page).nth(0);
  if (!(await first.innerText()).includes('登園')) await first.click();
  await expect(first).toContainText('登園');
  await expect.poll(() => stored(page)).toBe(0);
  await settle(page);
  await context.setOffline(true);
  await tiles(page).nth(1).click();
  await expect(tiles(page).nth(1)).toContainText('登園');
  await expect.poll(() => stored(page)).toBe(1);
  const tomorrow = () => {
    const now = Date.now;
    Date.now = () => now() + 86_400_000;
  };
  const nobodyIsHere = async () => {
    await expect(page.locator('button.tile[data-mark="filled"]')).toHaveCount(0);
    await expect(page.locator('.count-here b').first()).toHaveText('0');
    await expect(unsent(page)).toContainText('未送信 1件');
  };

  await test.step('the page has been open all night', async () => {
    await page.evaluate(tomorrow);
    await page.getByRole('button', { name: 'ボードを開く' }).click();
    await nobodyIsHere();
  });

  await test.step('the tablet was switched on in the morning', async () => {
    await page.addInitScript(tomorrow);
    await page.reload();
    await expect(tiles(page).first()).toBeVisible();
    await expect(page.getByText(/時点の内容を表示しています/)).toBeVisible();
    await nobodyIsHere();
  });
});

test('a clock that is a day wrong is set right by what the server said last, after a restart too', async ({ page, context }) => {
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 86_400_000;
  });
  const office = await atBoard(page, 'らいおん組');
  const child = await childOf(page, 4);
  const before = (await marksOf(office, child)).length;
  await context.setOffline(true);
  await page.reload();
  await tiles(page).nth(4).click();
  await expect(unsent(page)).toContainText('未送信 1件');
  await context.setOffline(false);
  await expect(unsent(page)).toBeHidden({ timeout: 20_000 });
  const marks = await marksOf(office, child);
  expect(marks).toHaveLength(before + 1);
  expect(Math.abs(Date.parse(marks.at(-1)?.happened_at ?? '') - Date.now())).toBeLessThan(60_000);
});

test('5,000 operations arrive once each when the network is back', async ({ page, context }) => {
  test.setTimeout(180_000);
  const office = await atBoard(page, 'ひよこ組');
  const { classes } = await office.facility();
  const boards = await Promise.all(classes.map(({ id }) => office.read(`/api/classes/${id}/board`)));
  const children: string[] = boards.flatMap((board) => board.children.map((child: { id: string }) => child.id));
  const recorded = async () => {
    const ids: string[] = [];
    for (const child of children) ids.push(...(await marksOf(office, child)).map((mark) => mark.id));
    return ids;
  };
  const before = new Set(await recorded());
  await context.setOffline(true);
  const seeded = await seed(page, children, 5_000);
  await page.reload();
  await expect(unsent(page)).toContainText('未送信 5000件');
  const requests = sent(context);
  const began = Date.now();
  await context.setOffline(false);
  await expect.poll(() => stored(page), { timeout: 120_000, intervals: [50] }).toBe(0);
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  console.log(`5,000 operations of ${children.length} children in ${requests.length} requests: ${seconds} s`);
  await expect(unsent(page)).toBeHidden();
  const after = (await recorded()).filter((id) => !before.has(id));
  expect(after.sort()).toEqual(seeded.sort());
  expect(new Set(requests.map(operation)).size).toBe(requests.length);
});
