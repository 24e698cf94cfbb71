import { expect, test, type Browser, type Page } from '@playwright/test';
import { sizes, type Size } from '../sizes';
import { children, people, room } from '../support/demo';
import { signIn } from '../support/story';
import { letThemCome } from './morning';

const folder = '../docs/screenshots';

async function on(browser: Browser, size: Size): Promise<Page> {
  const { baseURL, locale, timezoneId } = test.info().project.use;
  const context = await browser.newContext({ ...sizes[size], baseURL, locale, timezoneId });
  const page = await context.newPage();
  const startsAt = process.env.HIDAMARI_STARTS_AT;
  if (startsAt) {
    // Not page.clock: its timers have numbers beyond 32 bits, by which the faces cannot stop them.
    const ahead = Date.parse(`${startsAt.replace(' ', 'T')}+09:00`) - Date.now();
    await page.addInitScript((ahead) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ahead;
    }, ahead);
  }
  return page;
}

async function keep(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

test('a morning on three screens', async ({ browser }) => {
  const [director, tablet, phone, ward] = [
    await on(browser, 'desktop'),
    await on(browser, 'tablet'),
    await on(browser, 'phone'),
    await on(browser, 'desktop'),
  ];
  await signIn(director, 'office', people.director);
  await director.getByRole('link', { name: 'タブレット' }).click();
  await director.getByRole('button', { name: '登録コードを出す' }).click();
  const code = await director.getByText(/^\w{4}-\w{4}-\w{4}$/).innerText();
  await letThemCome(director, [children.hana]);
  for (const other of ['director2@example.jp', 'director3@example.jp']) {
    const colleague = await on(browser, 'desktop');
    await signIn(colleague, 'office', other);
    await expect(colleague.getByRole('heading', { level: 1 })).toBeVisible();
    await letThemCome(colleague, []);
  }

  await tablet.goto('/classroom/');
  await tablet.getByLabel('登録コード').fill(code);
  await tablet.getByLabel('この端末の名前').fill(`${room}のタブレット`);
  await tablet.getByRole('button', { name: 'この端末を登録する' }).click();
  await tablet.getByRole('button', { name: 'ひよこ組' }).click();
  await tablet.getByRole('button', { name: new RegExp(room) }).click();
  const tile = tablet.locator('button.tile').filter({ hasText: children.hana });
  await tile.click();
  await expect(tile).toContainText('登園');
  await keep(tablet, 'classroom');

  await signIn(phone, 'family', people.mother);
  await expect(phone.getByText(children.hana)).toBeVisible();
  await keep(phone, 'family');

  await signIn(ward, 'office', people.wardAdmin);
  await expect(ward.getByRole('region', { name: '園ごとの人数' })).toBeVisible();
  await keep(ward, 'office');
});
