import type { Page } from '@playwright/test';
import { children, people, room } from './support/demo';
import { expect, expectAccessible, goTo, signIn, test } from './support/story';
import { enrol, tile } from './support/tablet';
import { expectTaps } from './support/taps';

test('one morning, on three screens', async ({ someone }) => {
  const [office, tablet, phone] = [await someone(), await someone(), await someone()];
  const card = phone.locator('.child-card').filter({ hasText: children.hana });
  const hana = tile(tablet, children.hana);

  await test.step('the director takes a code, and the tablet is enrolled with it', async () => {
    await tablet.goto('/classroom/');
    await expect(tablet.getByRole('heading', { name: 'クラスのタブレット' })).toBeVisible();
    await expectAccessible(tablet);
    await signIn(office, 'office', people.director);
    await goTo(office, 'タブレット');
    await office.getByRole('button', { name: '登録コードを出す' }).click();
    await enrol(tablet, await office.getByText(/^\w{4}-\w{4}-\w{4}$/).innerText());
    await office.getByRole('dialog').getByRole('button', { name: '閉じる' }).last().click();
    await expect(office.getByRole('row').filter({ hasText: `${room}のタブレット` })).toBeVisible();
  });

  await test.step('the mother sees that her daughter is expected', async () => {
    await signIn(phone, 'family', people.mother);
    await expect(card).toContainText('予定');
    await expectAccessible(phone);
  });

  await test.step('one tap, and the phone shows it within a second', async () => {
    await expect(hana).toContainText('予定');
    await expectAccessible(tablet);
    await expectTaps(tablet, 'a teacher checks a child in', 1, () => hana.click());
    await expect(hana).toContainText('登園', { timeout: 300 });
    await expect(card).toContainText('登園', { timeout: 1_000 });
  });

  await test.step('a wrong tap is undone, everywhere', async () => {
    await tablet.getByRole('button', { name: '取り消す' }).click();
    await expect(hana).toContainText('予定');
    await expect(card).toContainText('予定', { timeout: 1_000 });
  });

  await test.step('the office counts along', async () => {
    await goTo(office, 'きょう');
    const row = office.getByRole('row').filter({ hasText: room });
    // 在籍 予定 登園 降園 欠席 未確認
    await expect(row).toHaveText(`${room}15150000`);
    await hana.click();
    await expect(row).toHaveText(`${room}15151000`, { timeout: 1_000 });
    await expectAccessible(office);
  });

  await test.step('names only on drill-down, and the look is on record', async () => {
    await expect(office.getByText(children.hana)).toHaveCount(0);
    await office.getByRole('row').filter({ hasText: room }).getByRole('link', { name: room }).click();
    await expect(office.getByRole('row').filter({ hasText: children.hana })).toContainText('登園');
    await expectAccessible(office);
    await goTo(office, '操作の記録');
    await expect(office.getByRole('row').nth(1)).toContainText('出欠の名前を見た');
  });

  await test.step('another family sees nothing of it, and a father kept away nothing of his own', async () => {
    const [other, father] = [await someone(), await someone()];
    await signIn(other, 'family', people.motherWithCustody);
    await expect(other.locator('.child-card')).toContainText(children.riku);
    await expect(other.getByText(children.hana)).toHaveCount(0);
    await signIn(father, 'family', people.fatherKeptAway);
    await expect(father.getByText('この画面は表示できません')).toBeVisible();
    await expect(father.locator('.child-card')).toHaveCount(0);
    await expectAccessible(father);
  });
});

test('a guardian whose view is limited sees nothing more within a second, and the other guardian sees no change', async ({ someone }) => {
  const [office, mother, father] = [await someone(), await someone(), await someone()];
  await signIn(mother, 'family', people.mother);
  await signIn(father, 'family', people.father);
  const hana = (page: Page) => page.locator('.child-card').filter({ hasText: children.hana });
  await expect(hana(father)).toBeVisible();
  await expect(hana(mother)).toBeVisible();

  const limit = async (act: 'check' | 'uncheck') => {
    await office.getByRole('rowgroup').filter({ hasText: '父' }).getByRole('button', { name: '変更' }).click();
    await office.getByRole('dialog').getByLabel('きょうの状態と出欠')[act]();
    await office.getByRole('dialog').getByRole('button', { name: '変更を保存する' }).click();
    await expect(office.getByRole('dialog')).toHaveCount(0);
  };
  await signIn(office, 'office', people.director);
  await goTo(office, '園児');
  await office.getByLabel('名前・かな・クラス名でさがす').fill('ひなたはな');
  await office.getByRole('link', { name: children.hana }).click();
  await limit('uncheck');
  await expect(hana(father)).toHaveCount(0, { timeout: 1_000 });
  await expect(office.getByText(/この保護者には「きょうの状態と出欠」を見せません/)).toBeVisible();
  await expect(hana(mother)).toBeVisible();
  await limit('check');
  await expect(hana(father)).toBeVisible({ timeout: 1_000 });
});
