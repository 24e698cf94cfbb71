// A nursery from nothing to its first morning: what Hidamari is for, told once from end to end.
import type { Page } from '@playwright/test';
import { people } from './support/demo';
import { linkMailedTo } from './support/mail';
import { dialog, expect, expectAccessible, expectSettled, goTo, signIn, test } from './support/story';
import { enrol, take, tile } from './support/tablet';

const CLASS = 'つくし組';
const PASSWORD = 'a password of many words';
const PIN = '8642';

type Told = { size: string; nursery: string; director: string; mother: string };

test('a nursery is set up from a spreadsheet, and a mother sees her son arrive', async ({ someone }, info) => {
  test.setTimeout(150_000);
  const size = info.project.name;
  const told = {
    size,
    nursery: `つくし保育園 ${size}`,
    director: `tsukushi-${size}@example.jp`,
    mother: `mother-${size}@example.jp`,
  };
  const [ward, office] = [await someone(), await someone()];
  const [tablet, phone] = [await someone(), await someone()];
  await test.step('a ward officer adds the nursery and a class', () => foundNursery(ward, told));
  await test.step('its children come from the spreadsheet the nursery has', () => bringChildren(ward));
  await test.step('what it will use is switched on', () => switchOn(ward, told));
  await test.step('its director is invited and joins by mail', async () => {
    await inviteDirector(ward, told);
    await joinByMail(office, told);
  });
  await test.step('the director sets a number and enrols the tablet', async () => {
    await setPin(office);
    await enrol(tablet, await tabletCode(office), CLASS);
    await expectAccessible(tablet);
  });
  await test.step('the director settles until when children may come', () => settle(office));
  const code = await test.step('a letter is made for the mother, and printed', () => makeLetter(office));
  await test.step('the mother joins with the code in the letter', () => joinByLetter(phone, told, code));
  await test.step('one tap, and the phone and the office show it within a second', async () => {
    const card = phone.locator('.child-card').filter({ hasText: '土筆 はる' });
    const row = office.getByRole('row').filter({ hasText: CLASS });
    await goTo(office, 'きょう');
    await expect(row).toHaveText(`${CLASS}220000`);
    await expect(card).toContainText('予定');
    await tile(tablet, '土筆 はる').click();
    await expect(card).toContainText('登園', { timeout: 1_000 });
    await expect(row).toHaveText(`${CLASS}221000`, { timeout: 1_000 });
  });
  await test.step('the director takes the tablet by number and looks at the day', () => lookAtDay(tablet));
  await test.step('the mother is taken out; within a second her phone shows nothing of it', async () => {
    await goTo(office, '園児');
    await office.getByRole('link', { name: '土筆 はる' }).click();
    await office.getByRole('rowgroup').filter({ hasText: '土筆 花江' }).getByRole('button', { name: '外す' }).click();
    await dialog(office).getByRole('button', { name: 'この保護者を外す' }).click();
    await expect(phone.getByText('土筆 はる')).toHaveCount(0, { timeout: 1_000 });
    await expect(phone.getByRole('button', { name: 'ログインする' })).toBeVisible({ timeout: 1_000 });
  });
});

async function foundNursery(ward: Page, { nursery, size }: Told): Promise<void> {
  await signIn(ward, 'office', people.wardAdmin);
  await goTo(ward, '園の一覧');
  await ward.getByRole('button', { name: '園を追加' }).click();
  await dialog(ward).getByLabel('園名').fill(nursery);
  await dialog(ward).getByLabel('園コード').fill(`tsukushi-${size}`);
  await dialog(ward).getByLabel('開所').fill('00:00');
  await dialog(ward).getByLabel('閉所').fill('23:59');
  await dialog(ward).getByRole('button', { name: 'この園を追加する' }).click();
  await ward.getByRole('link', { name: nursery, exact: true }).click();
  for (const empty of ['園児', '職員', 'タブレット', '操作の記録']) {
    await goTo(ward, empty);
    await expectSettled(ward);
    await expectAccessible(ward);
  }
  await goTo(ward, '園とクラス');
  await ward.getByRole('button', { name: 'クラスを追加' }).click();
  await dialog(ward).getByLabel('クラス名').fill(CLASS);
  await dialog(ward).getByLabel('いちばん下の年齢').selectOption({ label: '3歳児' });
  await dialog(ward).getByLabel('いちばん上の年齢').selectOption({ label: '3歳児' });
  await dialog(ward).getByRole('button', { name: 'このクラスを追加する' }).click();
  await expect(ward.getByRole('row', { name: new RegExp(CLASS) })).toBeVisible();
}

async function bringChildren(ward: Page): Promise<void> {
  const child = (name: string, kana: string, born: string) =>
    `${CLASS},土筆 ${name},ﾂｸｼ ${kana},${born},令和8年4月1日,土筆 花江,母,０３－１２３４－５６７８`;
  const rows = [
    'クラス,氏名,フリガナ,生年月日,入園日,保護者氏名,続柄,電話番号',
    child('はる', 'ﾊﾙ', 'R5.5.3'),
    child('なつ', 'ﾅﾂ', '2023/5/3'),
  ];
  await goTo(ward, '園児');
  await expect(ward.getByText('まだ園児がいません')).toBeVisible();
  await ward.getByRole('link', { name: '表から取り込む' }).first().click();
  const file = { name: '名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
  await ward.getByLabel('ここにファイルを置くか、押して選んでください').setInputFiles(file);
  await ward.getByRole('button', { name: '内容を確かめる' }).click();
  await expect(ward.getByText('このまま取り込めます。')).toBeVisible();
  await ward.getByRole('button', { name: /件を取り込む/ }).click();
  await expect(ward.getByRole('heading', { name: '取り込みました' })).toBeVisible();
  await ward.getByRole('link', { name: '園児の一覧を見る' }).click();
  await expect(ward.getByRole('row').filter({ hasText: CLASS })).toHaveCount(2);
}

async function switchOn(ward: Page, { nursery }: Told): Promise<void> {
  await ward.getByLabel('表示する園').selectOption({ label: 'ひだまり区：全園' });
  await goTo(ward, '機能の導入');
  await ward.getByRole('checkbox', { name: `${nursery}のすべての機能を選ぶ` }).check();
  await ward.getByRole('button', { name: '今日から使う' }).click();
  await expect(dialog(ward).getByRole('row')).toHaveCount(3);
  await dialog(ward).getByRole('button', { name: '今日から使う' }).click();
  await expect(ward.getByRole('row').filter({ hasText: nursery }).getByText('使用中')).toHaveCount(3);
}

async function inviteDirector(ward: Page, { nursery, director }: Told): Promise<void> {
  await ward.getByLabel('表示する園').selectOption({ label: nursery });
  await goTo(ward, '職員');
  await ward.getByRole('button', { name: '職員を追加' }).first().click();
  await dialog(ward).getByLabel('氏名').fill('杉菜 緑');
  await dialog(ward).getByLabel('フリガナ').fill('すぎな みどり');
  await dialog(ward).getByLabel('役割').selectOption('director');
  await dialog(ward).getByLabel('メールアドレス').fill(director);
  await dialog(ward).getByRole('button', { name: 'この職員を追加する' }).click();
  await expect(ward.getByRole('row').filter({ hasText: '杉菜 緑' })).toContainText('園長');
}

async function joinByMail(office: Page, { director }: Told): Promise<void> {
  await office.goto(await linkMailedTo(office, director, 'join'));
  await expect(office.getByText('職員としての招待です。')).toBeVisible();
  await expectAccessible(office);
  await office.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  await office.getByRole('button', { name: '登録する' }).click();
  await expect(office.getByRole('navigation', { name: '画面の切り替え' })).toBeVisible();
}

async function setPin(office: Page): Promise<void> {
  await goTo(office, '職員');
  await office.getByRole('row').filter({ hasText: '杉菜 緑' }).getByRole('button', { name: '暗証番号' }).click();
  await dialog(office).getByRole('textbox', { name: /暗証番号/ }).fill(PIN);
  await dialog(office).getByRole('button', { name: 'この番号にする' }).click();
  await expect(office.getByRole('row').filter({ hasText: '杉菜 緑' })).toContainText('設定済み');
}

async function settle(office: Page): Promise<void> {
  await goTo(office, '園とクラス');
  await office.locator('section').filter({ hasText: '登降園のきまり' }).getByRole('button', { name: '変更する' }).click();
  await dialog(office).getByLabel('登園の確認時刻').fill('23:59');
  await dialog(office).getByRole('button', { name: 'このきまりにする' }).click();
  await expect(dialog(office).getByText('開所時間のあいだの時刻にしてください。')).toBeVisible();
  await expectAccessible(office);
  await dialog(office).getByLabel('登園の確認時刻').fill('23:58');
  for (const day of ['土曜日', '日曜日', '祝日・年末年始']) await dialog(office).getByRole('checkbox', { name: day }).uncheck();
  await dialog(office).getByRole('button', { name: 'このきまりにする' }).click();
  await expect(office.getByText('なし（毎日、確認します）')).toBeVisible();
}

async function tabletCode(office: Page): Promise<string> {
  await goTo(office, 'タブレット');
  await office.getByRole('button', { name: '登録コードを出す' }).first().click();
  const code = await office.getByText(/^\w{4}-\w{4}-\w{4}$/).innerText();
  await dialog(office).getByRole('button', { name: '閉じる' }).last().click();
  return code;
}

async function makeLetter(office: Page): Promise<string> {
  await goTo(office, '招待状');
  await office.getByRole('checkbox', { name: '土筆 はるさんの保護者 土筆 花江さんを選ぶ' }).check();
  await office.getByRole('button', { name: '招待状を作る（1通）' }).click();
  const letter = office.getByRole('article');
  await expect(letter).toContainText('土筆 花江 様');
  const pdf = await office.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  return letter.getByText(/^\w{4}-\w{4}-\w{4}$/).innerText();
}

async function joinByLetter(phone: Page, { mother }: Told, code: string): Promise<void> {
  await phone.goto('/family/');
  await phone.getByRole('link', { name: '園からの招待をお持ちのとき' }).click();
  await phone.getByLabel('招待コード').fill(code.toLowerCase().replaceAll('-', ''));
  await phone.getByRole('button', { name: 'つぎへ' }).click();
  await expect(phone.getByText(/さんの保護者としての招待です。/)).toBeVisible();
  await expectAccessible(phone);
  await phone.getByLabel('メールアドレス').fill(mother);
  await phone.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: '登録する' }).click();
  await expect(phone.getByRole('heading', { name: '土筆 はる' })).toBeVisible();
}

async function lookAtDay(tablet: Page): Promise<void> {
  await tile(tablet, '土筆 はる').click({ delay: 700 });
  await take(tablet, '杉菜 緑', PIN);
  await expect(dialog(tablet).getByText('土筆 花江')).toBeVisible();
  await expect(dialog(tablet).getByRole('list').last().getByRole('listitem')).toHaveCount(1);
  await expectAccessible(tablet);
}
