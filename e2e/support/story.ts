// What every story needs: people of the demonstration ward, and the check that a screen is accessible.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const PASSWORD = "hidamari-demo";
export const PIN = "2468";
export const people = {
  ward: "ward@example.jp",
  viewer: "viewer@example.jp",
  director: "director1@example.jp",
  chief: "chief1@example.jp",
  teacher: "teacher1@example.jp",
  parent: "parent1@example.jp",
  limited: "parent4@example.jp",
  grandparent: "grandparent1@example.jp",
};

/** Signs in on a face's first screen. */
export async function signIn(page: Page, face: "family" | "office", email: string): Promise<void> {
  await page.goto(`/${face}/`);
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "ログインする" }).click();
}

/** The screen has no violation that axe knows. */
export async function expectAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  const said = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`);
  expect(said).toEqual([]);
}
