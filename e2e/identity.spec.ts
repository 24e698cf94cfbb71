import { children, people } from './support/demo';
import { linkMailedTo } from './support/mail';
import { expect, expectAccessible, signIn, test } from './support/story';

test('a wrong password is said, and nothing typed is lost', async ({ page }) => {
  await page.goto('/family/');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'ログインする' }).click();
  await expect(page.getByText('メールアドレスを入力してください。')).toBeVisible();
  await page.getByLabel('メールアドレス').fill('nobody@example.jp');
  await page.getByLabel('パスワード', { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: '文字を表示する' }).click();
  await expect(page.getByLabel('パスワード', { exact: true })).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'ログインする' }).click();
  await expect(page.getByRole('alert')).toContainText('メールアドレスかパスワードが違います');
  await expect(page.getByLabel('メールアドレス')).toHaveValue('nobody@example.jp');
  await expectAccessible(page);
});

test('a code that is none is refused', async ({ page }) => {
  await page.goto('/family/join');
  await expectAccessible(page);
  await page.getByLabel('招待コード').fill('ABC');
  await page.getByRole('button', { name: 'つぎへ' }).click();
  await expect(page.getByText('招待コードは12文字です')).toBeVisible();
  await page.getByLabel('招待コード').fill('ACDE-FGHJ-KMNP');
  await page.getByRole('button', { name: 'つぎへ' }).click();
  await expect(page.getByRole('alert')).toContainText('このコードは使えません');
});

test('a family member is invited, joins, forgets the password, and is removed', async ({ someone }) => {
  const [mother, aunt] = [await someone(), await someone()];
  const address = `aunt-${Date.now()}@example.jp`;

  await test.step('the mother invites from her settings', async () => {
    await signIn(mother, 'family', people.motherWithCustody);
    await mother.getByRole('link', { name: '設定' }).click();
    await expectAccessible(mother);
    await mother.getByRole('link', { name: /家族の招待/ }).click();
    await mother.getByRole('button', { name: /家族を招く/ }).click();
    await expectAccessible(mother);
    await mother.getByLabel('呼び名').fill('おばさん');
    await mother.getByLabel('メールアドレス').fill(address);
    await mother.getByRole('button', { name: '招待を送る' }).click();
    await expect(mother.getByText('招待を送りました')).toBeVisible();
    await expect(mother.getByRole('listitem').filter({ hasText: 'おばさん' })).toContainText('招待中');
  });

  await test.step('the aunt opens the mail and joins', async () => {
    await aunt.goto(await linkMailedTo(aunt, address, 'join'));
    await expect(aunt.getByText('りくさんのようすを見るための招待です。')).toBeVisible();
    await expectAccessible(aunt);
    await aunt.getByLabel('お名前').fill('月岡 みちる');
    await aunt.getByLabel('パスワード', { exact: true }).fill('short');
    await aunt.getByRole('button', { name: '登録する' }).click();
    await expect(aunt.getByText('10文字以上で入力してください。')).toBeVisible();
    await aunt.getByLabel('パスワード', { exact: true }).fill('a first long password');
    await aunt.getByRole('button', { name: '登録する' }).click();
    await expect(aunt.getByRole('heading', { name: children.riku })).toBeVisible();
  });

  await test.step('she may look, not invite', async () => {
    await aunt.getByRole('link', { name: '設定' }).click();
    await expect(aunt.getByRole('link', { name: /ログインとパスワード/ })).toBeVisible();
    await expect(aunt.getByRole('link', { name: /家族の招待/ })).toHaveCount(0);
  });

  await test.step('a reset link gives a new password and signs every device out', async () => {
    const other = await someone();
    await other.goto('/family/reset');
    await expectAccessible(other);
    await other.getByLabel('メールアドレス').fill(address);
    await other.getByRole('button', { name: 'リンクを送る' }).click();
    await expect(other.getByText('メールをお送りしました')).toBeVisible();
    await other.goto(await linkMailedTo(other, address, 'reset'));
    await expectAccessible(other);
    await other.getByLabel('新しいパスワード').fill('a second long password');
    await other.getByRole('button', { name: 'このパスワードにする' }).click();
    await expect(other.getByText('パスワードを変えました')).toBeVisible();
    await expect(aunt.getByRole('button', { name: 'ログインする' })).toBeVisible();
    await aunt.getByLabel('メールアドレス').fill(address);
    await aunt.getByLabel('パスワード', { exact: true }).fill('a second long password');
    await aunt.getByRole('button', { name: 'ログインする' }).click();
    await aunt.getByRole('link', { name: 'きょう' }).click();
    await expect(aunt.getByRole('heading', { name: children.riku })).toBeVisible();
  });

  await test.step('the mother removes her; her open screen shows it at once', async () => {
    await mother.reload();
    const row = mother.getByRole('listitem').filter({ hasText: 'おばさん' });
    await expect(row).toContainText('見守り中');
    await row.getByRole('button').click();
    await expectAccessible(mother);
    await mother.getByRole('button', { name: '見守りを取り消す', exact: true }).click();
    await expect(row).toHaveCount(0);
    await expect(aunt.getByText(children.riku)).toHaveCount(0, { timeout: 1_000 });
    // She belongs to nobody here any more, so nobody is signed in.
    await expect(aunt.getByRole('button', { name: 'ログインする' })).toBeVisible({ timeout: 1_000 });
  });
});

test('a device is signed out from another, and the password is changed', async ({ someone }) => {
  const [here, there] = [await someone(), await someone()];
  await signIn(there, 'family', people.fatherKeptAway);
  await expect(there.getByRole('link', { name: '設定' })).toBeVisible();
  await signIn(here, 'family', people.fatherKeptAway);
  await here.getByRole('link', { name: '設定' }).click();
  await here.getByRole('link', { name: /ログインとパスワード/ }).click();
  await expect(here.getByText('この端末', { exact: true })).toBeVisible();
  await expectAccessible(here);
  await here.getByRole('button', { name: /ログアウトさせる/ }).first().click();
  await expect(here.getByText('ログアウトさせました')).toBeVisible();
  await expect(there.getByRole('button', { name: 'ログインする' })).toBeVisible({ timeout: 5_000 });

  await here.getByRole('button', { name: 'パスワードを変える' }).click();
  await expectAccessible(here);
  const dialog = here.getByRole('dialog');
  await dialog.getByLabel('いまのパスワード').fill('not the password');
  await dialog.getByLabel('新しいパスワード').fill('another long password');
  await dialog.getByRole('button', { name: 'パスワードを変える' }).click();
  await expect(dialog.getByText('いまのパスワードが違います。')).toBeVisible();
  await here.keyboard.press('Escape');
  await expect(here.getByRole('button', { name: 'パスワードを変える' })).toBeFocused();

  await here.getByRole('button', { name: 'ログアウトする', exact: true }).click();
  await expect(here.getByRole('button', { name: 'ログインする' })).toBeVisible();
});
