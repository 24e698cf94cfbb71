// The cut-off: who has neither come nor been reported by then is unconfirmed, on every screen.
import type { Page } from '@playwright/test';
import { children, people } from './support/demo';
import { LATE, Office } from './support/office';
import { dialog, expect, expectAccessible, goTo, signIn, test } from './support/story';
import { enrol, tile } from './support/tablet';

test.afterEach(async () => (await Office.open(people.wardAdmin)).expectUntil(LATE));

test('a child who has not come by the cut-off is unconfirmed everywhere, and on a day off nobody is', async ({ someone }) => {
  const [office, tablet, phone] = [await someone(), await someone(), await someone()];
  const card = phone.locator('.child-card').filter({ hasText: children.riku });
  const riku = tile(tablet, children.riku);
  await enrol(tablet, await (await Office.open(people.director)).tabletCode());
  await signIn(phone, 'family', people.motherWithCustody);
  await signIn(office, 'office', people.director);
  await expect(riku).toContainText('予定');
  await expect(card).toContainText('予定');
  await expect(office.getByText(/いまのところ、要対応はありません。これから登園する子が\d+人います。/)).toBeVisible();

  await test.step('the cut-off has passed', async () => {
    await settle(office, async (form) => form.getByLabel('登園の確認時刻').fill('00:00'));
    await expect(riku).toContainText('未確認');
    await expect(tablet.getByRole('banner').getByText('未確認')).toBeVisible();
    await expectAccessible(tablet);
    await phone.reload();
    await expect(card).toContainText('まだ確認できていません');
    await expectAccessible(phone);
    await goTo(office, 'きょう');
    await expect(office.getByRole('heading', { name: /^要対応：.*未確認/ })).toBeVisible();
    await expectAccessible(office);
  });

  await test.step('one tap, and it is settled for this child', async () => {
    await riku.click();
    await expect(riku).toContainText('登園');
    await tablet.getByRole('button', { name: '取り消す' }).click();
    await expect(riku).toContainText('未確認');
    await expect(card).toContainText('未確認');
  });

  await test.step('on a day off nobody is expected', async () => {
    await settle(office, async (form) => {
      for (const day of await form.getByRole('checkbox').all()) await day.check();
    });
    await expect(riku).toContainText('休み');
    await phone.reload();
    await expect(card).toContainText('登園の予定がない日');
    await expectAccessible(phone);
    await goTo(office, 'きょう');
    await expect(office.getByText(/要対応はありません/)).toBeVisible();
  });
});

/** The director changes what is settled about attendance. */
async function settle(office: Page, change: (form: ReturnType<typeof dialog>) => Promise<void>): Promise<void> {
  await goTo(office, '園とクラス');
  await office.locator('section').filter({ hasText: '登降園のきまり' }).getByRole('button', { name: '変更する' }).click();
  await expectAccessible(office);
  await change(dialog(office));
  await dialog(office).getByRole('button', { name: 'このきまりにする' }).click();
  await expect(dialog(office)).toHaveCount(0);
}
