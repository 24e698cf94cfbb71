// The roster in the office: spreadsheets in, children and guardians, letters of invitation out.
import { expect, test, type Locator, type Page } from '@playwright/test';

import { people } from './support/demo';
import { dialog, expectAccessible, goTo, signIn } from './support/story';

const HEAD = 'クラス,姓,名,セイ,メイ,生年月日,入園日,保護者氏名,続柄,電話番号,メール';

/** A spreadsheet of two children of one household; the second birthday and the telephone as given. */
function sheet(family: string, birth: string, phone: string): { name: string; mimeType: string; buffer: Buffer } {
  const email = `${family}@example.jp`;
  const child = (name: string, kana: string, born: string): string =>
    ['りす組', family, name, 'シケン', kana, born, '2026/4/1', `${family} 一郎`, '父', phone, email].join(',');
  const text = [HEAD, child('はると', 'ハルト', 'R6.5.3'), child('ゆい', 'ユイ', birth)].join('\r\n');
  return { name: '名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function look(page: Page, file: ReturnType<typeof sheet>): Promise<void> {
  await page.getByLabel('ここにファイルを置くか、押して選んでください').setInputFiles(file);
  await expect(page.getByText(file.name)).toBeVisible();
  await page.getByRole('button', { name: '内容を確かめる' }).click();
}

const count = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: '件数' }).locator('p', { hasText: name }).locator('b');

test('a spreadsheet comes in: first what is wrong, then all of it, then nothing more', async ({ page }, info) => {
  const family = `shiken${info.project.name}`;
  await signIn(page, 'office', people.director);
  await goTo(page, '園児');
  await page.getByRole('link', { name: '表から取り込む' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '内容を確かめる' }).click();
  await expect(page.getByText('先にファイルを選んでください。')).toBeVisible();

  await look(page, sheet(family, 'R5.6.31', '03-1234'));
  await expect(page.getByText('まだ何も取り込んでいません')).toBeVisible();
  await expect(count(page, '直すところ')).not.toHaveText('0');
  const wrong = page.getByRole('region', { name: '直すところ' });
  await expect(wrong.getByRole('row').filter({ hasText: '3行目' }).filter({ hasText: 'R5.6.31' })).toBeVisible();
  await expect(page.getByRole('button', { name: /件を取り込む/ })).toHaveCount(0);
  await page.getByText('列の読み方を確かめる・変える').click();
  await expect(page.getByLabel('「保護者氏名」の読み方')).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '直す行をCSVで保存' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/);

  await page.getByRole('button', { name: 'ファイルを選び直す' }).click();
  const right = sheet(family, 'R5.6.30', '03-1234-5678');
  await look(page, right);
  await expect(count(page, '直すところ')).toHaveText('0');
  await expectAccessible(page);
  await page.getByRole('button', { name: /件を取り込む/ }).click();
  await expect(page.getByRole('heading', { name: '取り込みました' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'ほかの表を取り込む' }).click();
  await look(page, right);
  await expect(page.getByText('変わるところはありません。')).toBeVisible();
  await expect(count(page, '新しい')).toHaveText('0');
  await expect(count(page, '変わる')).toHaveText('0');
});

test('a child is found in two letters, by the keyboard alone', async ({ page }) => {
  await signIn(page, 'office', people.director);
  await expect(page.getByRole('navigation', { name: '画面の切り替え' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: '園児をさがす' })).toBeFocused();
  await page.keyboard.type('つき');
  await expect(page.getByRole('option', { name: /月岡 りく/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '月岡 りく' })).toBeVisible();
  await expect(page.getByText('閲覧は記録されます')).toBeVisible();
  await expect(page.getByText(/この保護者には.*見せません/)).toBeVisible();
  await page.getByText('この記録を見た人').click();
  await expect(page.getByRole('row').filter({ hasText: '園長' }).first()).toBeVisible();
  await expectAccessible(page);
});

test("a brother comes with his sister's guardian, gets a grandfather, and leaves", async ({ page }, info) => {
  const kana: Record<string, string> = { phone: 'アキラ', tablet: 'イブキ', desktop: 'ウミ' };
  const given = kana[info.project.name] ?? 'エイタ';
  await signIn(page, 'office', people.director);
  await goTo(page, '園児');
  await page.getByRole('link', { name: '園児を登録' }).click();
  await page.getByRole('button', { name: 'この園児を登録する' }).click();
  await expect(page.getByText('入力してください。').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('きょうだいが在園しているとき').fill('ひなた');
  await page.getByRole('button', { name: 'このきょうだい' }).first().click();
  await expect(page.getByText(/と同じ家庭として登録します/)).toBeVisible();
  await page.getByRole('textbox', { name: /^名/ }).fill(given);
  await page.getByRole('textbox', { name: /^メイ/ }).fill(given);
  await page.getByLabel('生年月日').fill('2025-02-03');
  await page.getByRole('button', { name: 'この園児を登録する' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `日向 ${given}` })).toBeVisible();
  await expect(page.getByRole('rowgroup').filter({ hasText: '日向 里奈' })).toContainText('参加済み');

  await page.getByRole('button', { name: '変更する' }).click();
  await dialog(page).getByLabel('見落とせない注意').fill('卵アレルギー');
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: '変更を保存する' }).click();
  await expect(page.getByText('卵アレルギー')).toBeVisible();

  await page.getByRole('button', { name: '保護者を追加' }).click();
  await dialog(page).getByLabel('氏名').fill('日向 節男');
  await dialog(page).getByLabel('続柄').fill('祖父');
  await dialog(page).getByLabel('電話番号1').fill('090-1');
  await dialog(page).getByRole('button', { name: 'この保護者を追加する' }).click();
  await expect(dialog(page).getByText('形が正しくありません。')).toBeVisible();
  await expect(dialog(page).getByLabel('氏名')).toHaveValue('日向 節男');
  await dialog(page).getByLabel('電話番号1').fill('090-1234-5678');
  await dialog(page).getByLabel('園児の記録').uncheck();
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'この保護者を追加する' }).click();
  const grandfather = page.getByRole('rowgroup').filter({ hasText: '日向 節男' });
  await expect(grandfather).toContainText('職員のみ');
  await expect(grandfather).toContainText('090-1234-5678');
  await grandfather.getByRole('button', { name: '外す' }).click();
  await dialog(page).getByRole('button', { name: 'この保護者を外す' }).click();
  await expect(grandfather).toHaveCount(0);

  await page.getByRole('button', { name: '退園にする' }).click();
  await dialog(page).getByRole('button', { name: '退園を記録する' }).click();
  await expect(page.getByText(/に退園/)).toBeVisible();
});

test('letters of invitation are made once and printed a page each', async ({ page }) => {
  await signIn(page, 'office', people.director);
  await goTo(page, '招待状');
  await page.getByRole('combobox', { name: /^クラス/ }).selectOption({ label: 'ぞう組' });
  const free = page.getByRole('checkbox', { name: /さんの保護者/ });
  await free.nth(0).check();
  await free.nth(1).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: '招待状を作る（2通）' }).click();
  const letters = page.getByRole('article');
  await expect(letters).toHaveCount(2);
  await expect(letters.first().getByRole('img', { name: /二次元コード/ })).toBeVisible();
  await expect(letters.first().getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)).toBeVisible();
  await expectAccessible(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
});

test('the roster goes out in both shapes', async ({ page }) => {
  await signIn(page, 'office', people.director);
  await goTo(page, '園児');
  for (const [name, ending] of [['CSV', '.csv'], ['エクセル', '.xlsx']]) {
    await page.getByRole('button', { name: '書き出す' }).click();
    await expectAccessible(page);
    const saved = page.waitForEvent('download');
    await dialog(page).getByRole('button', { name }).click();
    expect((await saved).suggestedFilename().endsWith(ending ?? '')).toBe(true);
    await expect(dialog(page)).toHaveCount(0);
  }
});
