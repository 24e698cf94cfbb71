import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { children, PASSWORD, people } from './support/demo';
import { expectAccessible, signIn } from './support/story';

test.use({ viewport: { width: 390, height: 844 } });

const sora = '日向 そら';

/** What the office of the second facility writes, without its screens. */
class Office {
  private constructor(private readonly request: APIRequestContext, private readonly origin: string) {}

  static async open(request: APIRequestContext, origin: string): Promise<Office> {
    const office = new Office(request, origin);
    await office.write('/api/sessions', { face: 'office', email: 'director2@example.jp', password: PASSWORD });
    return office;
  }

  async mark(child: string, kind: 'arrival' | 'correction', takesBack?: string): Promise<string> {
    const id = uuid();
    const mark = { id, child, kind, happened_at: new Date().toISOString(), ...(takesBack && { takes_back: takesBack }) };
    await this.write('/api/attendance/marks', { marks: [mark] });
    return id;
  }

  private async write(path: string, data: unknown): Promise<void> {
    const headers = { 'x-hidamari-face': 'office', 'idempotency-key': uuid(), origin: this.origin };
    const answer = await this.request.post(path, { data, headers });
    expect(answer.status(), await answer.text()).toBe(200);
  }
}

/** UUIDv7. */
function uuid(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = crypto.randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

test('the day of my children, and the days before', async ({ page }) => {
  await signIn(page, 'family', people.mother);
  await expect(page.getByRole('heading', { name: children.hana })).toBeVisible();
  await expect(page.getByRole('heading', { name: sora })).toBeVisible();
  await expectAccessible(page);

  await test.step('the date tells the era, too', async () => {
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('令和');
  });

  await test.step('the days, at a glance and by their times', async () => {
    await page.getByRole('article').filter({ hasText: children.hana }).getByRole('link', { name: /きろくを見る/ }).click();
    await expect(page.getByRole('heading', { name: 'はなさんのきろく' })).toBeFocused();
    await expect(page.getByRole('table', { name: /から .* まで/ })).toContainText('登園');
    await expect(page.getByRole('table', { name: '登園と降園の時刻' }).getByRole('row')).not.toHaveCount(1);
    await expectAccessible(page);
    await page.getByRole('button', { name: '前の31日' }).click();
    await expect(page.getByRole('button', { name: '次の31日' })).toBeVisible();
    await page.getByRole('button', { name: '次の31日' }).click();
    await page.getByRole('link', { name: 'そら', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'そらさんのきろく' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'はなさんのきろく' })).toBeVisible();
  });

  await test.step('no page that is not there', async () => {
    await page.goto('/family/nowhere');
    await expect(page.getByText('このページはありません').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'きょうを見る' }).click();
    await expect(page.getByRole('heading', { name: children.hana })).toBeVisible();
  });
});

test('narrow, and in the dark', async ({ page }) => {
  await signIn(page, 'family', people.mother);
  await page.setViewportSize({ width: 320, height: 1200 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  for (const path of ['', '/days', '/settings', '/settings/people', '/settings/account']) {
    await page.goto(`/family${path}`);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeAttached();
    await expect(page.locator('.skeleton')).toHaveCount(0);
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  }
});

test('what happens at the nursery is on the phone within a second, in every tab', async ({ page, context, playwright, baseURL }) => {
  const office = await Office.open(await playwright.request.newContext({ baseURL }), baseURL ?? '');
  await signIn(page, 'family', people.father);
  const card = (of: Page) => of.getByRole('article').filter({ hasText: sora });
  await expect(card(page)).toContainText('予定');
  const second = await context.newPage();
  await second.goto('/family/');
  await expect(card(second)).toContainText('予定');
  const child = (await card(page).getByRole('link', { name: /きろくを見る/ }).getAttribute('href'))?.split('/').pop() ?? '';

  const mark = await office.mark(child, 'arrival');
  await expect(card(page)).toContainText('登園', { timeout: 1_000 });
  await expect(card(second)).toContainText('登園', { timeout: 1_000 });

  await test.step('when the tab that listens is closed, another takes over', async () => {
    await page.close();
    await office.mark(child, 'correction', mark);
    await expect(card(second)).toContainText('予定', { timeout: 5_000 });
  });
});

test('without a network, what was last known is shown with its time', async ({ page, context }) => {
  await signIn(page, 'family', people.grandmother);
  await expect(page.getByRole('heading', { name: children.hana })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await expect(page.getByRole('heading', { name: children.hana })).toBeVisible();

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: children.hana })).toBeVisible();
  await expect(page.getByText('通信がつながっていません')).toBeVisible();
  await expect(page.getByText(/時点の内容を表示しています/)).toBeVisible();
  await expectAccessible(page);

  await context.setOffline(false);
  await expect(page.getByText('通信がつながっていません')).toBeHidden({ timeout: 40_000 });

  await test.step('after signing out nothing is kept', async () => {
    await page.goto('/family/settings/account');
    await page.getByRole('button', { name: 'ログアウトする', exact: true }).click();
    await expect(page.getByRole('button', { name: 'ログインする' })).toBeVisible();
    await expect.poll(() => page.evaluate(() => caches.has('hidamari-kept-family'))).toBe(false);
  });
});
