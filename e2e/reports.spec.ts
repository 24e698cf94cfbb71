// What a guardian reports beforehand: two presses instead of a telephone call, and the nursery says that it has read it.
import type { Page } from '@playwright/test';
import { children, DIRECTOR, people, PIN, room } from './support/demo';
import { Office } from './support/office';
import { dialog, expect, expectAccessible, goTo, signIn, test } from './support/story';
import { enrol, take, tile } from './support/tablet';
import { expectTaps } from './support/taps';

const name = children.mei;
const email = 'parent5@example.jp';

test('an absence is told in two presses', async ({ page }) => {
  await signIn(page, 'family', email);
  const card = page.locator('.child-card').filter({ hasText: name });
  const told = page.getByRole('region', { name: '園に伝えたこと' });
  await expect(card.getByRole('button', { name: 'お休み' })).toBeVisible();
  await expectTaps(page, 'a guardian reports an absence', 2, async () => {
    await card.getByRole('button', { name: 'お休み' }).click();
    await dialog(page).getByRole('button', { name: '家の都合で休む' }).click();
    await expect(told).toContainText('お休み（家の都合）');
  });
  await told.getByRole('button', { name: /^取り消す/ }).click();
  await expect(told).toHaveCount(0);
});

test('a child stays at home: the tile, the nursery’s word, and back again', async ({ someone }) => {
  const [phone, tablet] = [await someone(), await someone()];
  const card = phone.locator('.child-card').filter({ hasText: name });
  const told = phone.getByRole('region', { name: '園に伝えたこと' });
  await enrol(tablet, await (await Office.open(people.director)).tabletCode());
  await signIn(phone, 'family', email);
  await expect(tile(tablet, name)).toContainText('予定');

  await test.step('the mother says so', async () => {
    await card.getByRole('button', { name: 'お休み' }).click();
    await expectAccessible(phone);
    await today(phone);
    await dialog(phone).getByRole('button', { name: '体調不良で休む' }).click();
    await expect(phone.getByText('園に伝えました')).toBeVisible();
    await expect(card).toContainText('欠席');
    await expect(told).toContainText('園の確認を待っています');
    await expectAccessible(phone);
    await expect(tile(tablet, name)).toContainText('欠席', { timeout: 1_000 });
    await expect(tile(tablet, name)).toContainText('連絡');
    await expectAccessible(tablet);
  });

  await test.step('a teacher reads it and says so', async () => {
    await tile(tablet, name).click({ delay: 700 });
    await take(tablet, DIRECTOR, PIN);
    await expect(dialog(tablet)).toContainText('お休み（体調不良）');
    await expectAccessible(tablet);
    await dialog(tablet).getByRole('button', { name: '確認したと伝える' }).click();
    await expect(told).toContainText('園が確認しました');
    await dialog(tablet).getByRole('button', { name: '閉じる' }).click();
    await expect(tile(tablet, name)).not.toContainText('連絡');
  });

  await test.step('she takes it back, and the child is expected again', async () => {
    await told.getByRole('button', { name: /^取り消す/ }).click();
    await expect(card).toContainText('予定');
    await expect(told).toHaveCount(0);
    await expect(tile(tablet, name)).toContainText('予定', { timeout: 1_000 });
  });
});

test('late, and fetched by somebody else: the office reads what was written', async ({ someone }) => {
  const [phone, office] = [await someone(), await someone()];
  const card = phone.locator('.child-card').filter({ hasText: name });
  const told = phone.getByRole('region', { name: '園に伝えたこと' });
  await signIn(phone, 'family', email);
  await card.getByRole('button', { name: '遅刻' }).click();
  await today(phone);
  await dialog(phone).getByLabel('登園する時刻（だいたい）').fill('');
  await dialog(phone).getByRole('button', { name: '遅れて登園すると伝える' }).click();
  await expect(dialog(phone).getByText('時刻を入れてください。')).toBeVisible();
  await expectAccessible(phone);
  await dialog(phone).getByLabel('登園する時刻（だいたい）').fill('23:59');
  await dialog(phone).getByText('体温や、ひとことをそえる').click();
  await dialog(phone).getByLabel('体温（℃）').fill('３７．２');
  await dialog(phone).getByLabel('ひとこと').fill('歯医者に寄ってから行きます');
  await dialog(phone).getByRole('button', { name: '遅れて登園すると伝える' }).click();
  await expect(card).toContainText('遅刻23:59');

  await card.getByRole('button', { name: 'お迎え変更' }).click();
  await today(phone);
  await dialog(phone).getByLabel('お迎えに来る人').fill('祖母 星川 和子');
  await expectAccessible(phone);
  await dialog(phone).getByRole('button', { name: 'お迎えの変更を伝える' }).click();
  await expect(told).toContainText('お迎え 祖母 星川 和子');

  await signIn(office, 'office', people.director);
  const news = office.getByRole('region', { name: '新しい連絡' });
  await expect(news).toContainText(`${room}連絡 2件`);
  await expectAccessible(office);
  await news.getByRole('link', { name: '連絡を見る' }).click();
  const row = office.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('遅刻 23:59ごろ');
  await expectAccessible(office);
  await row.getByRole('button', { name: '新しい連絡を見る' }).click();
  await expect(dialog(office)).toContainText('歯医者に寄ってから行きます');
  await expect(dialog(office)).toContainText('体温 37.2℃');
  await expectAccessible(office);
  for (const left of [1, 0]) {
    await dialog(office).getByRole('button', { name: '確認したと伝える' }).first().click();
    await expect(dialog(office)).toHaveCount(0);
    if (left) await row.getByRole('button', { name: '新しい連絡を見る' }).click();
  }
  await expect(row.getByRole('button', { name: '連絡を見る' })).toBeVisible();
  await expect(told.getByText('園が確認しました')).toHaveCount(2);
  await goTo(office, 'きょう');
  await expect(office.getByRole('region', { name: '園ごとの人数' })).toBeVisible();
  await expect(news).toHaveCount(0);
  await goTo(office, '操作の記録');
  await expect(office.getByRole('table')).toContainText('連絡を確認した');

  for (const left of [1, 0]) {
    await told.getByRole('button', { name: /^取り消す/ }).first().click();
    await expect(told.getByRole('button', { name: /^取り消す/ })).toHaveCount(left);
  }
  await expect(card).toContainText('予定');
});

test('told on the telephone: entered at the tablet for two days, seen by the family, taken back in the office', async ({ someone }) => {
  const [phone, tablet, office] = [await someone(), await someone(), await someone()];
  const card = phone.locator('.child-card').filter({ hasText: name });
  const told = phone.getByRole('region', { name: '園に伝えたこと' });
  await enrol(tablet, await (await Office.open(people.director)).tabletCode());
  await signIn(phone, 'family', email);
  await expect(card).toContainText('予定');

  await tile(tablet, name).click({ delay: 700 });
  await take(tablet, DIRECTOR, PIN);
  const entering = dialog(tablet).getByRole('region', { name: '連絡を入れる' });
  await entering.getByRole('button', { name: '遅刻' }).click();
  await entering.getByLabel('登園する時刻（だいたい）').fill('');
  await entering.getByRole('button', { name: '遅れて登園すると記録する' }).click();
  await expect(entering.getByText('時刻を入れてください。')).toBeVisible();
  await expectAccessible(tablet);
  await entering.getByRole('button', { name: 'お休み' }).click();
  await entering.getByRole('radio', { name: 'ほかの日・何日か' }).check();
  const [today, tomorrow] = [local(0), local(1)];
  await entering.getByLabel('いつから').fill(today);
  await entering.getByLabel('いつまで').fill(tomorrow);
  await expectAccessible(tablet);
  await entering.getByRole('button', { name: '感染症で休む' }).click();
  await expect(entering.getByRole('button', { name: '感染症で休む' })).toHaveCount(0);
  await expect(dialog(tablet)).toContainText('お休み（感染症）');
  await expect(dialog(tablet)).toContainText(`${DIRECTOR}が聞き取り`);
  await expectAccessible(tablet);
  await expect(card).toContainText('欠席');
  await expect(told.getByText('園が記録しました')).toHaveCount(2);
  await expectAccessible(phone);

  await signIn(office, 'office', people.director);
  await office.getByRole('link', { name: room }).first().click();
  const row = office.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: '連絡を見る' }).click();
  await expectAccessible(office);
  await dialog(office).getByRole('button', { name: /^取り消す/ }).click();
  await expect(dialog(office)).toHaveCount(0);
  await expect(card).toContainText('予定');
  await row.getByRole('button', { name: '連絡を入れる' }).click();
  await dialog(office).getByRole('button', { name: 'お迎え変更' }).click();
  await dialog(office).getByLabel('お迎えに来る人').fill('祖母 星川 和子');
  await expectAccessible(office);
  await dialog(office).getByRole('button', { name: 'お迎えの変更を記録する' }).click();
  await expect(row).toContainText('お迎え変更');

  for (const left of [1, 0]) {
    await told.getByRole('button', { name: /^取り消す/ }).first().click();
    await expect(told.getByRole('button', { name: /^取り消す/ })).toHaveCount(left);
  }
});

/** The date at the nursery, so many days from now. */
function local(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Tokyo' });
}

/** In the evening the sheet proposes tomorrow; the stories are about today. */
async function today(phone: Page): Promise<void> {
  await dialog(phone).getByRole('radio', { name: /^今日/ }).check();
}
