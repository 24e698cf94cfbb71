import { expect, test, type Page } from '@playwright/test';
import { children, people } from './support/demo';
import { Office } from './support/office';
import { expectAccessible, signIn } from './support/story';

const sora = '日向 そら';

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

test('what happens at the nursery is on the phone within a second, in every tab', async ({ page, context }) => {
  const office = await Office.open('director2@example.jp');
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
    await expect(card(second)).toContainText('予定');
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
