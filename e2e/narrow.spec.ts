// The width is the test's own, so the config tells this on one size only.
import { expect, test } from '@playwright/test';
import { people } from './support/demo';
import { ofFacility, ofFamily, ofWard } from './support/screens';
import { look, signIn } from './support/story';

test('narrow, as a desktop is at four times its size, and in the dark', async ({ page }) => {
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
