// What is planned: a mother settles the week and a day, the tablet knows by when to expect the child, the cook how many eat.
import { children, people } from './support/demo';
import { Office } from './support/office';
import { dialog, expect, expectAccessible, signIn, test } from './support/story';

const name = children.mei;
const email = 'parent5@example.jp';

test('a mother plans the week and one day of it, and the nursery counts on it', async ({ someone }) => {
  const [phone, office] = [await someone(), await someone()];
  await signIn(phone, 'family', email);
  const card = phone.locator('.child-card').filter({ hasText: name });
  await card.getByRole('link', { name: '予定', exact: true }).click();
  await expect(phone.getByRole('heading', { name: `${name}さんの予定` })).toBeVisible();
  const week = phone.getByRole('region', { name: '毎週の予定' });
  const days = phone.getByRole('region', { name: 'これからの予定' });

  await test.step('the week', async () => {
    const friday = week.getByRole('group', { name: '金曜日' });
    await friday.getByLabel('金曜日の降園').fill('08:00');
    await week.getByRole('button', { name: '毎週この予定にする' }).click();
    await expect(week.getByText('降園は、登園よりあとの時刻にしてください。')).toBeVisible();
    await expectAccessible(phone);
    await friday.getByRole('checkbox', { name: '金曜日' }).uncheck();
    await week.getByLabel('月曜日の登園').fill('10:15');
    await week.getByRole('button', { name: '毎週この予定にする' }).click();
    await expect(days.getByRole('listitem').filter({ hasText: '(金)' }).last()).toContainText('お休み');
    await expect(days.getByRole('listitem').filter({ hasText: '(月)' }).last()).toContainText('10:15 – 17:30');
    await expectAccessible(phone);
  });

  await test.step('a day that differs', async () => {
    const monday = days.getByRole('listitem').filter({ hasText: '(月)' }).last();
    await monday.getByRole('button', { name: /^変える/ }).click();
    await dialog(phone).getByRole('radio', { name: '時刻を変える' }).check();
    await dialog(phone).getByLabel('登園').fill('09:00');
    await dialog(phone).getByLabel('降園').fill('12:00');
    await expectAccessible(phone);
    await dialog(phone).getByRole('button', { name: 'この日の予定にする' }).click();
    await expect(monday).toContainText('9:00 – 12:00');
    await expect(monday).toContainText('この日だけ');
  });

  await test.step('the office sees how many, and may change it', async () => {
    await signIn(office, 'office', people.director);
    await office.getByRole('link', { name: '予定人数' }).click();
    const table = office.getByRole('table');
    await expect(table.getByRole('row', { name: /^合計/ })).toBeVisible();
    await expect(table.getByRole('row', { name: /^昼食/ })).toBeVisible();
    await expectAccessible(office);
    await office.getByRole('button', { name: '次の週' }).click();
    await expect(table.getByRole('row', { name: /^りす組/ })).toBeVisible();
    const { facility, child } = await of(name);
    await office.goto(`/office/facilities/${facility}/children/${child}`);
    await office.getByRole('link', { name: '登園の予定' }).click();
    await expect(office.getByRole('region', { name: 'これからの予定' })).toContainText('9:00 – 12:00');
    await expectAccessible(office);
  });
  await asBefore();
});

async function of(who: string): Promise<{ facility: string; child: string; director: Office }> {
  const director = await Office.open(people.director);
  const { id: facility } = await director.facility();
  const { children: found } = await director.read(`/api/facilities/${facility}/children?search=${encodeURIComponent(who)}`);
  return { facility, child: found[0].id, director };
}

/** Other stories are told on any day and at any hour: there the child comes every day. */
async function asBefore(): Promise<void> {
  const { child, director } = await of(name);
  const { days, open_from } = await director.read(`/api/children/${child}/plan`);
  const own = days.filter((day: { is_own?: boolean }) => day.is_own).map(({ day }: { day: string }) => ({ day, planned: 'unknown' }));
  await director.put(`/api/children/${child}/plan/days`, { days: own });
  const always = Array(7).fill('00:00-23:00').join(' ');
  await director.put(`/api/children/${child}/plan/week`, { valid_from: open_from, week: always });
}
