// Nobody missed: who has not come by the cut-off is telephoned about, each call is logged, and the list empties.
import { children, DIRECTOR, people, PIN } from './support/demo';
import { LATE, Office } from './support/office';
import { dialog, expect, expectAccessible, goTo, signIn, test } from './support/story';
import { enrol, take, tile } from './support/tablet';

test.afterEach(async () => (await Office.open(people.wardAdmin)).expectUntil(LATE));

test('unconfirmed children are telephoned about until nobody is left out', async ({ someone }) => {
  const [office, tablet, ward] = [await someone(), await someone(), await someone()];
  await enrol(tablet, await (await Office.open(people.director)).tabletCode());
  await signIn(ward, 'office', people.wardAdmin);
  await signIn(office, 'office', people.director);
  await (await Office.open(people.wardAdmin)).expectUntil('00:00:00', 0);
  const card = office.getByRole('article').filter({ hasText: children.mei });
  const waiting = office.locator('.act').filter({ hasText: '保護者への電話' });

  await test.step('the director sees how many nobody has called about, and whom', async () => {
    await expect(waiting).toContainText(/電話まだ \d+人/);
    await expectAccessible(office);
    await expect(ward.locator('.act').filter({ hasText: 'さくら保育園' })).toContainText(/未確認 \d+人　0:00から　電話まだ \d+人/);
    await expectAccessible(ward);
    await waiting.getByRole('link', { name: '電話する子を見る' }).click();
    await expect(card).toContainText('未確認 0:00から');
    await expect(card).toContainText('電話してください');
    await expect(card.getByRole('link', { name: '090-0000-0005' })).toBeVisible();
    await expectAccessible(office);
  });

  await test.step('nobody answers; at the tablet a teacher sees that and tries again', async () => {
    await card.getByRole('button', { name: /^出なかった/ }).first().click();
    await expect(card.getByRole('list', { name: '電話の記録' })).toContainText('出なかった');
    await tile(tablet, children.mei).click({ delay: 700 });
    await take(tablet, DIRECTOR, PIN);
    const log = dialog(tablet).getByRole('list', { name: '電話の記録' });
    await expect(log).toContainText('出なかった');
    await dialog(tablet).getByRole('button', { name: /^留守電に残した/ }).first().click();
    await expect(log.getByRole('listitem')).toHaveCount(2);
    await expectAccessible(tablet);
    await expect(card.getByRole('list', { name: '電話の記録' })).toContainText(`留守電に残した星川 愛　電話した人 ${DIRECTOR}`);
  });

  await test.step('what the mother says on the telephone takes the child off the list', async () => {
    await card.getByRole('button', { name: '聞いたことを入れる' }).click();
    await dialog(office).getByRole('button', { name: 'お休み' }).click();
    await expectAccessible(office);
    await dialog(office).getByRole('button', { name: '体調不良で休む' }).click();
    await expect(card).toHaveCount(0);
    await goTo(office, '操作の記録');
    await expect(office.getByRole('table')).toContainText('保護者への電話を記録した');
  });

  const report = await absent();
  await (await Office.open(people.director)).remove(`/api/children/${report.child}/reports/${report.id}`);
});

/** The report that the story has left. */
async function absent(): Promise<{ child: string; id: string }> {
  const director = await Office.open(people.director);
  const { id } = await director.facility();
  const { children: found } = await director.read(`/api/facilities/${id}/children?search=${encodeURIComponent(children.mei)}`);
  const child = found[0].id;
  const { reports } = await director.read(`/api/children/${child}/day`);
  return { child, id: reports[0].id };
}
