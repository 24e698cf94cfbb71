import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { PASSWORD } from './demo';

/** Makes a person with a device of their own, of the size that the story is told on. */
export type Someone = () => Promise<Page>;

export const test = base.extend<{ someone: Someone }>({
  someone: async ({ browser }, use, info) => {
    const { baseURL, viewport, hasTouch, isMobile, deviceScaleFactor, locale, timezoneId } = info.project.use;
    const device = { baseURL, viewport, hasTouch, isMobile, deviceScaleFactor, locale, timezoneId };
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext(device);
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});
export { expect };

/** Signs in on a face's first screen, given by its name or, in a browser that knows no server, its address. */
export async function signIn(page: Page, face: string, email: string): Promise<void> {
  await page.goto(face.includes('/') ? face : `/${face}/`);
  await page.getByLabel('メールアドレス').fill(email);
  await page.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'ログインする' }).click();
}

/** The office's screen of this name. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '画面の切り替え' }).getByRole('link', { name, exact: true }).click();
}

export const dialog = (page: Page): Locator => page.getByRole('dialog');

/** The page is there with all it has to show. */
export async function expectSettled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

/** The screen has no violation that axe knows. */
export async function expectAccessible(page: Page): Promise<void> {
  await stillness(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const said = violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`);
  expect(said, page.url()).toEqual([]);
}

/** Waits until nothing moves or fades; what turns for ever is not waited for. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((each) => each.finished));
  });
}

/** Nothing stands out to the side. */
export async function expectWithin(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, page.url()).toBeLessThanOrEqual(0);
}

/** Each page of a face is there, accessible, and no wider than the screen. */
export async function look(page: Page, face: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(`/${face}${path}`);
    await expectSettled(page);
    await expectAccessible(page);
    await expectWithin(page);
  }
}
