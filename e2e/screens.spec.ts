// Every page of the family's and the office's face, as it stands. (The tablet's are in classroom.spec.ts.)
import { expect, test } from '@playwright/test';
import { people } from './support/demo';
import { entrances, ofFacility, ofFamily, ofWard } from './support/screens';
import { look, signIn } from './support/story';

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
