// The office: facilities, classes, staff, tablets and switches, as a ward officer and a director set them up.
import { expect, test } from '@playwright/test';

import { people } from './support/demo';
import { dialog, expectAccessible, goTo, signIn } from './support/story';

test('a ward officer sees every facility at a glance and saves the table', async ({ page }) => {
  await signIn(page, 'office', people.wardAdmin);
  await expect(page.getByRole('heading', { name: 'きょうの園' })).toBeVisible();
  await expect(page.getByText(/いまのところ、要対応はありません/)).toBeVisible();
  const table = page.getByRole('region', { name: '園ごとの人数' });
  await expect(table.getByRole('link', { name: /保育園/ })).toHaveCount(3);
  await table.getByRole('button', { name: /のクラスを開く/ }).first().click();
  await expect(table.getByRole('link', { name: /組/ }).first()).toBeVisible();
  await table.getByRole('button', { name: '未確認' }).click();
  await expect(table.getByRole('columnheader', { name: '未確認' })).toHaveAttribute('aria-sort', 'descending');
  await expectAccessible(page);

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSVで保存' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^登降園_.*\.csv$/);
});

test('a ward officer adds a facility and its first class', async ({ page }, info) => {
  const name = `こだま保育園 ${info.project.name}`;
  await signIn(page, 'office', people.wardAdmin);
  await goTo(page, '園の一覧');
  await expectAccessible(page);
  await page.getByRole('button', { name: '園を追加' }).click();
  await dialog(page).getByLabel('園名').fill(name);
  await dialog(page).getByLabel('開所').fill('19:00');
  await dialog(page).getByLabel('閉所').fill('07:00');
  await dialog(page).getByRole('button', { name: 'この園を追加する' }).click();
  await expect(dialog(page).getByText('入力してください。')).toBeVisible();
  await expectAccessible(page);

  await dialog(page).getByLabel('園コード').fill(`kodama-${info.project.name}`);
  await expect(dialog(page).getByText('入力してください。')).toHaveCount(0);
  await dialog(page).getByRole('button', { name: 'この園を追加する' }).click();
  await expect(dialog(page).getByText('前後の順が正しくありません。')).toBeVisible();
  await expect(dialog(page).getByLabel('園名')).toHaveValue(name);

  await dialog(page).getByLabel('開所').fill('07:00');
  await dialog(page).getByLabel('閉所').fill('19:00');
  await dialog(page).getByRole('button', { name: 'この園を追加する' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await goTo(page, '園とクラス');
  await expect(page.getByText('今年度のクラスがありません')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'クラスを追加' }).click();
  await dialog(page).getByLabel('クラス名').fill('もも組');
  await dialog(page).getByLabel('いちばん下の年齢').selectOption({ label: '1歳児' });
  await dialog(page).getByLabel('いちばん上の年齢').selectOption({ label: '2歳児' });
  await dialog(page).getByRole('button', { name: 'このクラスを追加する' }).click();
  await expect(page.getByRole('row', { name: /もも組 1〜2歳児/ })).toBeVisible();
});

test('a director adds a colleague, sets the PIN and takes the access away', async ({ page, request }, info) => {
  const name = `試験 ${info.project.name}`;
  const email = `colleague-${info.project.name}@example.jp`;
  await signIn(page, 'office', people.director);
  await goTo(page, '職員');
  await page.getByRole('button', { name: '職員を追加' }).click();
  await dialog(page).getByRole('button', { name: 'この職員を追加する' }).click();
  await expect(dialog(page).getByLabel('氏名')).toBeFocused();
  await dialog(page).getByLabel('氏名').fill(name);
  await dialog(page).getByLabel('フリガナ').fill('しけん');
  await dialog(page).getByLabel('役割').selectOption('teacher');
  await dialog(page).getByLabel('りす組').check();
  await dialog(page).getByLabel('メールアドレス').fill(email);
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'この職員を追加する' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('りす組');
  await expect.poll(async () => (await request.get('/demo/outbox')).text()).toContain(email);

  await row.getByRole('button', { name: '暗証番号' }).click();
  const pin = dialog(page).getByRole('textbox', { name: /暗証番号/ });
  await pin.fill('1111');
  await dialog(page).getByRole('button', { name: 'この番号にする' }).click();
  await expect(dialog(page).getByText('形が正しくありません。')).toBeVisible();
  await pin.fill('1357');
  await dialog(page).getByRole('button', { name: 'この番号にする' }).click();
  await expect(row).toContainText('設定済み');

  await row.getByRole('button', { name: '外す' }).click();
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'この職員を外す' }).click();
  await expect(row).toHaveCount(0);
});

test('a director issues a code for a tablet', async ({ page }) => {
  await signIn(page, 'office', people.director);
  await goTo(page, 'タブレット');
  await expectAccessible(page);
  await page.getByRole('button', { name: '登録コードを出す' }).click();
  await expect(dialog(page).getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)).toBeVisible();
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: '閉じる' }).last().click();
  await expect(dialog(page)).toHaveCount(0);
});

test('switches are set together, only what changes is touched, and it can be taken back', async ({ page }) => {
  await signIn(page, 'office', people.wardAdmin);
  await goTo(page, '機能の導入');
  const cell = page.getByRole('button', { name: /ひまわり保育園.*家族の招待/ });
  await expect(cell).toContainText('使わない');
  await page.getByRole('checkbox', { name: /「家族の招待」を選ぶ/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: '日を決めて使う' }).click();
  await dialog(page).getByLabel('使いはじめる日').fill('2099-04-01');
  await expect(dialog(page).getByRole('row').filter({ hasText: 'ひまわり保育園' })).toContainText('2099年4月1日');
  await expect(dialog(page).getByRole('row').filter({ hasText: 'さくら保育園' })).toHaveCount(0);
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'この日から使う' }).click();
  await expect(cell).toContainText('2099年4月1日');
  await page.getByRole('button', { name: '取り消す' }).click();
  await expect(cell).toContainText('使わない');
});

test('everyone sees only the screens that are theirs', async ({ page }) => {
  await signIn(page, 'office', people.wardViewer);
  const table = page.getByRole('region', { name: '園ごとの人数' });
  await table.getByRole('button', { name: /のクラスを開く/ }).first().click();
  await expect(table.getByRole('row', { name: /組/ }).first()).toBeVisible();
  await expect(table.getByRole('link', { name: /組/ })).toHaveCount(0);
  await goTo(page, '機能の導入');
  await expect(page.getByText('区の保育課が行います')).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expectAccessible(page);

  await page.context().clearCookies();
  await signIn(page, 'office', people.teacher);
  await expect(page.getByRole('heading', { name: 'この画面で使える機能はありません' })).toBeAttached();
  await expectAccessible(page);
});

test('what was done in the facility is on record', async ({ page }) => {
  await signIn(page, 'office', people.director);
  await goTo(page, '園児');
  await expect(page.getByRole('columnheader', { name: '氏名' })).toBeVisible();
  await goTo(page, '操作の記録');
  await expect(page.getByRole('row').filter({ hasText: '園児の一覧を見た' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '遠藤 望' }).click();
  await expect(page.getByRole('heading', { name: 'ログイン中の端末' })).toBeVisible();
  await expectAccessible(page);
});
