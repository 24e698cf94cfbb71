// The main task of each face, by the keyboard alone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { children, PASSWORD, people, PIN, room } from './support/demo';
import { Office } from './support/office';
import { dialog } from './support/story';
import { enrol, tile } from './support/tablet';

/** Goes on with Tab until the thing has the focus, and the focus can be seen. */
async function tabTo(page: Page, thing: Locator): Promise<void> {
  const focused = () => thing.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 80 && !(await focused()); steps += 1) await page.keyboard.press('Tab');
  await expect(thing).toBeFocused();
  const outline = await thing.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline, await thing.innerText()).not.toBe('none');
}

async function signInByKeys(page: Page, face: 'family' | 'office', email: string): Promise<void> {
  await page.goto(`/${face}/`);
  await tabTo(page, page.getByLabel('メールアドレス'));
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
}

test('a mother reads the day and the days before', async ({ page }) => {
  await signInByKeys(page, 'family', people.mother);
  const card = page.getByRole('article').filter({ hasText: children.hana });
  await expect(card).toBeVisible();
  await tabTo(page, card.getByRole('link', { name: /きろくを見る/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'はなさんのきろく' })).toBeFocused();
  await tabTo(page, page.getByRole('link', { name: '設定' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '設定' })).toBeFocused();
});

test('a teacher checks a child in, looks at the day, and takes it back', async ({ page }) => {
  const office = await Office.open(people.director);
  await enrol(page, await office.tabletCode());
  const riku = tile(page, children.riku);
  await expect(riku).toContainText('予定');
  await tabTo(page, riku);
  await page.keyboard.press('Space');
  await expect(riku).toContainText('登園');
  await tabTo(page, page.getByRole('button', { name: '取り消す' }));
  await page.keyboard.press('Enter');
  await expect(riku).toContainText('予定');

  await tabTo(page, page.getByRole('button', { name: `${children.riku}のくわしい記録` }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog(page).getByRole('button', { name: /園長/ }));
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('group', { name: '暗証番号を入れてください' })).toBeFocused();
  await page.keyboard.type(PIN);
  await tabTo(page, dialog(page).getByRole('button', { name: '決定' }));
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByText('連絡先（電話する順）')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `${children.riku}のくわしい記録` })).toBeFocused();
});

test('a director opens a class and comes back', async ({ page }) => {
  await signInByKeys(page, 'office', people.director);
  const way = page.getByRole('row').filter({ hasText: room }).getByRole('link', { name: room });
  await expect(way).toBeVisible();
  await tabTo(page, way);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: room })).toBeFocused();
  await tabTo(page, page.getByRole('link', { name: '人数の表に戻る' }));
  await page.keyboard.press('Enter');
  await expect(way).toBeVisible();
});
