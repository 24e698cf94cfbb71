import { expect, test, type Browser, type Page } from '@playwright/test';
import { children, people, room } from './support/demo';
import { expectAccessible, signIn } from './support/story';

/** A person with a device of their own. */
async function someone(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const baseURL = test.info().project.use.baseURL;
  const context = await browser.newContext({ baseURL, viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  return context.newPage();
}

/** The director takes a code from the office; the tablet is enrolled with it. */
async function enrol(office: Page, tablet: Page): Promise<void> {
  await signIn(office, 'office', people.director);
  await office.getByRole('link', { name: 'タブレット' }).click();
  await office.getByRole('button', { name: '登録コードを出す' }).click();
  const shown = await office.locator('.one-time-code').innerText();
  const [code] = shown.match(/(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}/) ?? [''];
  await tablet.goto('/classroom/');
  await expect(tablet.getByRole('heading', { name: 'クラスのタブレット' })).toBeVisible();
  await expectAccessible(tablet);
  await tablet.getByLabel('登録コード').fill(code);
  await tablet.getByLabel('この端末の名前').fill('りす組のタブレット');
  await tablet.getByRole('button', { name: 'この端末を登録する' }).click();
}

test('one morning, on three screens', async ({ browser }) => {
  const office = await someone(browser, { width: 1440, height: 900 });
  const tablet = await someone(browser, { width: 1180, height: 820 });
  const phone = await someone(browser, { width: 390, height: 844 });

  await signIn(phone, 'family', people.mother);
  const card = phone.locator('.child-card').filter({ hasText: children.hana });
  await expect(card).toContainText('予定');
  await expectAccessible(phone);

  await enrol(office, tablet);
  await tablet.getByRole('button', { name: 'ひよこ組' }).click();
  await tablet.getByRole('button', { name: new RegExp(room) }).click();
  const tile = tablet.locator('button.tile').filter({ hasText: children.hana });
  await expect(tile).toContainText('予定');
  await expectAccessible(tablet);

  await test.step('one tap, and the phone shows it within a second', async () => {
    await tile.click();
    await expect(tile).toContainText('登園', { timeout: 300 });
    await expect(card).toContainText('登園', { timeout: 1_000 });
  });

  await test.step('a wrong tap is undone, everywhere', async () => {
    await tablet.getByRole('button', { name: '取り消す' }).click();
    await expect(tile).toContainText('予定');
    await expect(card).toContainText('予定', { timeout: 1_000 });
  });

  await test.step('the office counts along', async () => {
    await tile.click();
    await office.goto('/office/');
    const row = office.getByRole('row').filter({ hasText: room });
    // 在籍 登園 降園 欠席 未確認
    await expect(row).toHaveText(`${room}1510014`);
    await expectAccessible(office);
  });

  await test.step('another family sees nothing of it', async () => {
    const other = await someone(browser, { width: 390, height: 844 });
    await signIn(other, 'family', people.motherWithCustody);
    await expect(other.locator('.child-card')).toContainText(children.riku);
    await expect(other.getByText(children.hana)).toHaveCount(0);
  });
});
