import type { Locator, Page } from '@playwright/test';
import { room } from './demo';

/** Makes a browser a classroom tablet by a code from the office, and chooses the class. */
export async function enrol(tablet: Page, code: string, of = room): Promise<void> {
  await tablet.goto('/classroom/');
  await tablet.getByLabel('登録コード').fill(code);
  await tablet.getByLabel('この端末の名前').fill(`${of}のタブレット`);
  await tablet.getByRole('button', { name: 'この端末を登録する' }).click();
  await showClass(tablet, of);
}

export async function showClass(tablet: Page, name: string): Promise<void> {
  await tablet.getByRole('banner').getByRole('button', { name: /^クラス/ }).click();
  await tablet.getByRole('dialog').getByRole('button', { name: new RegExp(`^${name}`) }).click();
}

/** Someone on the staff takes the tablet by their number. */
export async function take(tablet: Page, person: string, pin: string): Promise<void> {
  await tablet.getByRole('dialog').getByRole('button', { name: new RegExp(`^.?${person}`) }).click();
  for (const digit of pin) await tablet.getByRole('button', { name: digit, exact: true }).click();
  await tablet.getByRole('button', { name: '決定' }).click();
}

export const tile = (tablet: Page, child: string): Locator => tablet.locator('button.tile').filter({ hasText: child });
