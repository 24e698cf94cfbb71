// What a screen shows when it cannot show what it is for.
import { expect, test, type Page } from '@playwright/test';
import { people, room } from './support/demo';
import { Office } from './support/office';
import { ofFacility } from './support/screens';
import { expectAccessible, signIn } from './support/story';
import { enrol } from './support/tablet';

const fault = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', code: 'internal', title: 'うまくいきませんでした。', status: 500, fields: [] }),
};

/** Answers of this kind go wrong, until it is ended. */
async function breaking(page: Page, path: string, during: () => Promise<void>): Promise<void> {
  await page.route(path, (route) => route.fulfill(fault));
  await during();
  await page.unroute(path);
}

test('a fault is said in words, and trying again is one press', async ({ page }) => {
  // Whoever follows what changes looks again by themselves when the stream begins: here only the press does.
  await page.route('**/api/live*', () => undefined);
  await breaking(page, '**/api/me/children', async () => {
    await signIn(page, 'family', people.grandmother);
    await expect(page.getByText('うまくいきませんでした。')).toBeVisible();
    await expectAccessible(page);
  });
  await page.getByRole('button', { name: 'もう一度読み込む' }).click();
  await expect(page.locator('.child-card').first()).toBeVisible();

  await breaking(page, '**/api/overview*', async () => {
    await signIn(page, 'office', people.director);
    await expect(page.getByText('うまくいきませんでした。')).toBeVisible();
    await expectAccessible(page);
  });
  await page.getByRole('button', { name: 'もう一度読み込む' }).click();
  await expect(page.getByRole('row').filter({ hasText: room })).toBeVisible();
});

test('every page of the office says a fault, and keeps its heading', async ({ page }) => {
  const paths = await ofFacility();
  await signIn(page, 'office', people.director);
  await expect(page.getByRole('row').filter({ hasText: room })).toBeVisible();
  await page.route(/\/api\/(?!me$|facilities$|live)/, (route) => route.fulfill(fault));
  // These fetch nothing of their own.
  for (const path of paths.filter((each) => !/\/(new|import|settings)$/.test(each))) {
    await page.goto(`/office${path}`);
    await expect(page.getByText('うまくいきませんでした。')).toBeVisible();
    await expectAccessible(page);
  }
});

test('the office without a network says so, and shows what is new when it is back', async ({ page, context }) => {
  await signIn(page, 'office', people.director);
  await expect(page.getByRole('row').filter({ hasText: room })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('通信がつながっていません')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: room })).toBeVisible();
  await page.getByRole('link', { name: '職員', exact: true }).click();
  await expect(page.getByRole('banner')).toContainText('さくら保育園');
  await expect(page.getByRole('main').getByText('つながると、自動で新しい内容を表示します。')).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByRole('row').filter({ hasText: '園長' })).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText('通信がつながっていません')).toBeHidden();
});

test('the tablet that cannot reach the server at its start and has kept nothing says so, and opens by itself', async ({ page }) => {
  const office = await Office.open(people.director);
  await enrol(page, await office.tabletCode());
  await expect(page.locator('button.tile').first()).toBeVisible();
  await page.route('**/api/**', (route) => route.abort());
  await page.evaluate(() => caches.delete('hidamari-kept-classroom'));
  await page.reload();
  await expect(page.getByRole('main').getByText('通信がつながりません').last()).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await page.unroute('**/api/**');
  await expect(page.locator('button.tile').first()).toBeVisible({ timeout: 40_000 });
});

test('what is not for someone is shown as if it were not there', async ({ page }) => {
  const office = await Office.open(people.director);
  const { id, classes } = await office.facility();
  await signIn(page, 'office', people.wardViewer);
  await expect(page.getByRole('navigation', { name: '画面の切り替え' })).toBeVisible();
  for (const path of ['children', 'staff', `classes/${classes[0]?.id}`, 'nowhere']) {
    await page.goto(`/office/facilities/${id}/${path}`);
    await expect(page.getByText('この画面は表示できません').last()).toBeVisible();
    await expectAccessible(page);
  }
});
