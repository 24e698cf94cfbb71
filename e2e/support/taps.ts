import { appendFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** How often a finger comes down while a task is done; kept for the line at the end of `just e2e`. */
export async function expectTaps(page: Page, task: string, most: number, act: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const counted = window as Window & { taps?: number };
    counted.taps = 0;
    window.addEventListener('pointerdown', () => (counted.taps = (counted.taps ?? 0) + 1), { capture: true });
  });
  await act();
  const taps = await page.evaluate(() => (window as Window & { taps?: number }).taps);
  expect(taps, task).toBeLessThanOrEqual(most);
  expect(taps, task).toBeGreaterThan(0);
  if (process.env.HIDAMARI_TAPS) appendFileSync(process.env.HIDAMARI_TAPS, `${task} ${taps}\n`);
}
