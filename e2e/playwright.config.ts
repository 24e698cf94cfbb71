import { defineConfig } from '@playwright/test';
import { browser } from './support/browser';
import { originOf } from './support/servers';
import { sizes, type Size } from './sizes';

/** Each size has a server with a demonstration ward of its own, so that the same story can be told on each. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: 'results',
  globalSetup: './support/setup.ts',
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  // Where browser, server and database share two cores, a second may pass before it is noticed: told twice, a story
  // is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: browser,
  projects: (Object.keys(sizes) as Size[]).map((name) => ({
    name,
    // One story after the other: they share the size's ward.
    workers: 1,
    // How a page stands does not hang on the database: on the second one it is enough to look once.
    testIgnore: [
      // What a tablet keeps does not hang on the size of its screen, and takes minutes to tell.
      ...(name === 'tablet' ? [] : ['offline.spec.ts']),
      ...(process.env.HIDAMARI_TEST_POSTGRES && name !== 'desktop' ? ['screens.spec.ts'] : []),
      ...(process.env.HIDAMARI_TEST_POSTGRES || name !== 'phone' ? ['narrow.spec.ts'] : []),
    ],
    use: { ...sizes[name], baseURL: originOf(name) },
  })),
});
