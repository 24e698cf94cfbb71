import { expect, type Page } from '@playwright/test';

/** The link in the newest mail to an address; mail goes out within some seconds. */
export async function linkMailedTo(page: Page, address: string, kind: 'join' | 'reset'): Promise<string> {
  const mail = page.locator('article').filter({ hasText: address }).first().locator(`a[href*="/${kind}?"]`);
  await expect(async () => {
    await page.goto('/demo/outbox');
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  return (await mail.getAttribute('href')) ?? '';
}
