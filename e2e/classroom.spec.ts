// The tablet on the wall: what a hand does at the board besides one tap.
import { expect, test, type Page } from '@playwright/test';
import { children, DIRECTOR, people, PIN } from './support/demo';
import { Office } from './support/office';
import { dialog, expectAccessible } from './support/story';
import { enrol, showClass, take, tile } from './support/tablet';

/** Makes the tablet one of the first facility's, and shows a class. */
async function atBoard(tablet: Page, of?: string): Promise<void> {
  const office = await Office.open(people.director);
  await enrol(tablet, await office.tabletCode(), of);
  await expect(tablet.locator('button.tile').first()).toBeVisible();
}

const person = (tablet: Page) => tablet.getByRole('banner').getByRole('button').last();

test('several children at once', async ({ page }) => {
  await atBoard(page, 'うさぎ組');
  const tiles = page.locator('button.tile');
  await page.getByRole('button', { name: 'まとめて' }).click();
  await tiles.nth(0).click();
  await tiles.nth(1).click();
  await tiles.nth(2).click();
  await tiles.nth(1).click();
  await expect(page.getByText('2人を選択中')).toBeVisible();
  await expect(tiles.nth(0)).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  await page.getByRole('button', { name: '2人を登園にする' }).click();
  await expect(tiles.nth(0)).toContainText('登園');
  await expect(tiles.nth(1)).toContainText('予定');
  await expect(tiles.nth(2)).toContainText('登園');

  await page.getByRole('button', { name: '取り消す' }).click();
  await expect(page.locator('button.tile[data-mark="filled"]')).toHaveCount(0);
});

test('brothers and sisters come together, and are taken back together', async ({ page }) => {
  await atBoard(page);
  const mei = tile(page, children.mei);
  await expect(mei).toContainText('きょうだい');
  await mei.click();
  const too = page.getByRole('button', { name: /きょうだいも登園/ });
  const [, brother, room] = /(\S+)（(\S+)）/.exec(await too.innerText()) ?? [];
  await expectAccessible(page);
  await too.click();
  await expect(page.getByText(`${children.mei}・星川 ${brother}`)).toBeVisible();
  await showClass(page, room ?? '');
  await expect(tile(page, `星川 ${brother}`)).toContainText('登園');
  await page.getByRole('button', { name: '取り消す' }).click();
  await expect(tile(page, `星川 ${brother}`)).toContainText('予定');
  await showClass(page, 'りす組');
  await expect(mei).toContainText('予定');
});

test('a long press shows the day to whoever takes the tablet', async ({ page }) => {
  await atBoard(page);
  const aki = tile(page, children.aki);

  await test.step('the number is asked, and a wrong one is refused', async () => {
    await aki.click({ delay: 700 });
    await expect(dialog(page)).toBeVisible();
    await expectAccessible(page);
    await take(page, DIRECTOR, '9753');
    await expect(page.getByRole('alert')).toContainText('暗証番号がちがいます');
    await expectAccessible(page);
    for (const digit of PIN) await page.keyboard.press(digit);
    await page.getByRole('button', { name: '決定' }).click();
    await expect(dialog(page).getByText('連絡先（電話する順）')).toBeVisible();
    await expect(dialog(page).getByText('今日の記録は、まだありません。')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('what a tap cannot say is said here, and is on record with who and when', async () => {
    await dialog(page).getByRole('button', { name: '欠席にする' }).click();
    await expect(dialog(page).getByRole('listitem').filter({ hasText: '欠席' })).toContainText(`${DIRECTOR}　受信`);
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: '取り消す' }).click();
    await expect(dialog(page).getByText('取り消し済み')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(aki).toContainText('予定');
    await expect(aki).toBeFocused();
  });

  await test.step('without names the tablet shows how many are here', async () => {
    await page.getByRole('button', { name: '名前をかくす' }).click();
    await expect(page.getByRole('heading', { name: '画面はお休み中です' })).toBeAttached();
    await expect(page.getByText(children.aki)).toHaveCount(0);
    await expect(page.getByRole('main')).toContainText('予定 15');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'ボードを開く' }).click();
    await expect(aki).toBeVisible();
  });
});

test('a tap can be taken back for ten seconds', async ({ page }) => {
  await atBoard(page, 'ひよこ組');
  await page.locator('button.tile').first().click();
  const began = Date.now();
  const undo = page.getByRole('button', { name: '取り消す' });
  await expect(undo).toBeVisible();
  await expect(undo).toBeHidden({ timeout: 13_000 });
  expect(Date.now() - began).toBeGreaterThan(9_000);
});

test('left alone, the tablet is nobody’s after two minutes and shows no names after five', async ({ page }) => {
  await page.clock.install();
  await atBoard(page);
  const aki = tile(page, children.aki);
  await person(page).click();
  await take(page, DIRECTOR, PIN);
  await expect(person(page)).toContainText(DIRECTOR);
  await aki.dispatchEvent('contextmenu');
  await expect(dialog(page).getByText('連絡先（電話する順）')).toBeVisible();
  await page.clock.fastForward('02:05');
  await expect(dialog(page)).toBeHidden();
  await expect(person(page)).toContainText('職員を選ぶ');
  await expect(aki).toBeVisible();

  await page.clock.fastForward('03:05');
  await expect(page.getByRole('heading', { name: '画面はお休み中です' })).toBeAttached();
  await expect(page.getByText(children.aki)).toHaveCount(0);
});

test('without a network a tap stands at once, is shown as unsent, and arrives once', async ({ page, context }) => {
  const office = await Office.open(people.director);
  await atBoard(page, 'ぞう組');
  const first = page.locator('button.tile').first();
  await context.setOffline(true);
  await first.click();
  await expect(first).toContainText('登園', { timeout: 300 });
  await expect(page.getByText('未送信 1件')).toBeVisible();
  await expect(page.getByText('通信がつながっていません')).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByText('未送信 1件')).toBeHidden({ timeout: 20_000 });
  const { facilities } = await office.read('/api/overview');
  const classes: { name: string; here: number }[] = facilities[0].classes;
  expect(classes.find((each) => each.name === 'ぞう組')?.here).toBe(1);
});

test('a tablet whose use is ended in the office is a stranger within a second', async ({ page }) => {
  await atBoard(page, 'きりん組');
  const office = await Office.open(people.director);
  const { id } = await office.facility();
  const tablets: { id: string; name: string }[] = await office.read(`/api/facilities/${id}/devices`);
  const ours = tablets.find((each) => each.name === 'きりん組のタブレット');
  await office.remove(`/api/facilities/${id}/devices/${ours?.id}`);
  await expect(page.getByRole('heading', { name: 'クラスのタブレット' })).toBeVisible({ timeout: 1_000 });
  await expect(page.locator('button.tile')).toHaveCount(0);
  await expect(page.getByText('この端末の登録は、事務室で解除されました。')).toBeVisible();
  await expectAccessible(page);
});
