// Delivery: what happens at the nursery comes as a message, and a message is answered with one tap.
import type { BrowserContext, Page } from '@playwright/test';
import { children, people } from './support/demo';
import { LATE, Office } from './support/office';
import { PushService } from './support/push_service';
import { pushServiceOf } from './support/servers';
import { expect, expectAccessible, expectWithin, goTo, signIn, test } from './support/story';
import { expectTaps } from './support/taps';
import type { Size } from './sizes';

let service: PushService;
test.beforeAll(async ({}, info) => {
  service = await PushService.at(pushServiceOf(info.project.name as Size));
});
test.afterAll(() => service.close());
test.afterEach(async () => (await Office.open(people.wardAdmin)).expectUntil(LATE));

test('a guardian lets messages reach the phone, chooses among them, and tries it', async ({ page, context }) => {
  await withPush(page, context, 'chosen');
  await signIn(page, 'family', people.father);
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('link', { name: '通知とメール' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'この端末で通知を受け取る' }).click();
  await expect(page.getByRole('status').getByText('この端末で通知を受け取ります')).toBeVisible();

  await test.step('what keeps children safe is always on, the rest is a choice', async () => {
    await expect(page.getByRole('group', { name: '安全の確認' })).toContainText('いつもお届けします');
    const replies = page.getByRole('group', { name: '園からの返事' });
    await replies.getByRole('checkbox', { name: 'メール' }).check();
    await expect(page.getByRole('status').getByText('変更しました')).toBeVisible();
    await page.reload();
    await expect(replies.getByRole('checkbox', { name: 'メール' })).toBeChecked();
    await expectAccessible(page);
    await expectWithin(page);
  });

  await test.step('a trial comes, and stays away once it is turned off', async () => {
    await page.getByRole('button', { name: '試しに送る' }).click();
    await expect.poll(() => service.messages('chosen').map(({ title }) => title)).toEqual(['通知の試し送り']);
    await page.getByRole('button', { name: 'この端末の通知を止める' }).click();
    await expect(page.getByRole('button', { name: 'この端末で通知を受け取る' })).toBeVisible();
  });
});

test('a child who has not come by the cut-off: the guardian is asked, and answers with one tap', async ({ someone }, info) => {
  // The server looks for unconfirmed children every quarter of a minute.
  test.slow();
  const [phone, office] = [await someone(), await someone()];
  await withPush(phone, phone.context(), 'asked');
  await signIn(phone, 'family', people.motherWithCustody);
  await phone.getByRole('link', { name: '通知を設定する' }).click();
  await phone.getByRole('button', { name: 'この端末で通知を受け取る' }).click();
  await expect(phone.getByRole('button', { name: 'この端末の通知を止める' })).toBeVisible();
  // Another cut-off than the other stories have: about each, guardians are asked once.
  await (await Office.open(people.director)).expectUntil(`00:0${info.retry + 1}`);

  const question = await test.step('it comes as a message, with nothing personal on the locked phone', async () => {
    await expect.poll(() => service.messages('asked').length, { timeout: 40_000 }).toBe(1);
    const [message] = service.messages('asked');
    expect(message?.title).toBe('登園の確認をお願いします');
    expect(JSON.stringify(message)).not.toMatch(/月岡|りく|さくら保育園/);
    return message;
  });

  await test.step('the browser shows it, and pressing it opens the day', async () => {
    await shown(phone, question);
    await phone.goto(question?.open ?? '');
    await expect(phone).toHaveURL(/\/family\/?$/);
  });

  const card = phone.locator('.child-card').filter({ hasText: children.riku });
  await test.step('one tap is the answer', async () => {
    const asked = card.getByRole('group', { name: '今日は、どうされますか' });
    await expect(asked).toBeVisible();
    await expectAccessible(phone);
    await expectWithin(phone);
    await expectTaps(phone, '登園の確認に答える', 1, async () => {
      await asked.getByRole('button', { name: 'もう登園した' }).click();
      await expect(card).toContainText('園が確認しています');
    });
  });

  await test.step('the director sees who has opened it, and the answer', async () => {
    await signIn(office, 'office', people.director);
    await office.getByRole('link', { name: /電話する/ }).first().click();
    const riku = office.getByRole('article').filter({ hasText: children.riku });
    await expect(riku).toContainText('に開きました');
    await expect(riku).toContainText('園の中をさがしてください');
    await expectAccessible(office);
    await goTo(office, 'お知らせ');
    await expect(office.getByRole('row').filter({ hasText: children.riku }).first()).toContainText('登園の確認');
    await expectAccessible(office);
  });

  await test.step('and another answer, when it is another', async () => {
    await phone.getByRole('listitem').filter({ hasText: '「登園した」との返事' }).getByRole('button', { name: /取り消す/ }).click();
    await card.getByRole('button', { name: '体調不良で休む' }).click();
    await expect(card).toContainText('今日はお休みです');
    await phone.getByRole('listitem').filter({ hasText: 'お休み' }).first().getByRole('button', { name: /取り消す/ }).click();
    await expect(card.getByRole('group', { name: '今日は、どうされますか' })).toBeVisible();
  });
});

/** A browser whose subscription is at our push service: the one of its maker cannot be reached from here. */
async function withPush(page: Page, context: BrowserContext, name: string): Promise<void> {
  await context.grantPermissions(['notifications']);
  const { endpoint, p256dh, auth } = service.subscribe(name);
  await page.addInitScript(
    ({ endpoint, p256dh, auth }) => {
      const keys: Record<string, number[]> = { p256dh, auth };
      const getKey = (key: string) => new Uint8Array(keys[key] ?? []).buffer;
      const subscription = { endpoint, getKey, unsubscribe: async () => true };
      let known: PushSubscription | null = null;
      PushManager.prototype.subscribe = async () => (known = subscription as unknown as PushSubscription);
      PushManager.prototype.getSubscription = async () => known;
    },
    { endpoint, p256dh, auth },
  );
}

/** The push service hands the message to the browser, and the browser shows it. */
async function shown(page: Page, message: unknown): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const browser = await page.context().newCDPSession(page);
  const registration = new Promise<string>((found) =>
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) found(registrations[0].registrationId);
    }),
  );
  await browser.send('ServiceWorker.enable');
  const [origin, registrationId] = [new URL(page.url()).origin, await registration];
  await browser.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(message) });
  const titles = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title }) => title));
  await expect.poll(titles).toEqual(['登園の確認をお願いします']);
}
