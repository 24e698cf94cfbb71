// Every page of the family's and the office's face, as it stands. (The tablet's are in classroom.spec.ts.)
import { expect, test, type Page } from '@playwright/test';
import { people } from './support/demo';
import { entrances, ofFacility, ofFamily, ofWard } from './support/screens';
import { expectAccessible, expectSettled, expectWithin, signIn } from './support/story';

async function look(page: Page, face: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(`/${face}${path}`);
    await expectSettled(page);
    await expectAccessible(page);
    await expectWithin(page);
  }
}

for (const face of ['family', 'office'] as const) {
  test(`before one is signed in: ${face}`, async ({ page }) => look(page, face, entrances));
}

test('a mother’s pages', async ({ page }) => {
  await signIn(page, 'family', people.mother);
  await expect(page.locator('.child-card').first()).toBeVisible();
  await look(page, 'family', ofFamily);
});

test('a ward officer’s pages', async ({ page }) => {
  await signIn(page, 'office', people.wardAdmin);
  await expect(page.getByRole('navigation', { name: '画面の切り替え' })).toBeVisible();
  await look(page, 'office', ofWard);
});

test('a director’s pages', async ({ page }) => {
  await signIn(page, 'office', people.director);
  await expect(page.getByRole('navigation', { name: '画面の切り替え' })).toBeVisible();
  await look(page, 'office', await ofFacility());
});

test('narrow, as a desktop is at four times its size, and in the dark', async ({ page }, info) => {
  test.skip(info.project.name !== 'phone', 'the width is the test’s own');
  test.setTimeout(180_000);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 320, height: 1200 });
  await signIn(page, 'family', people.mother);
  await expect(page.locator('.child-card').first()).toBeVisible();
  await look(page, 'family', ofFamily);
  await signIn(page, 'office', people.director);
  await expect(page.getByRole('navigation', { name: '画面の切り替え' })).toBeVisible();
  await look(page, 'office', [...(await ofFacility()), ...ofWard]);
});
