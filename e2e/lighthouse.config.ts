import { defineConfig } from '@playwright/test';
import { originOf } from './support/servers';
import { sizes } from './sizes';

/** The family's face on Lighthouse's slow phone. It measures, so nothing else runs beside it. */
export default defineConfig({
  testDir: 'lighthouse',
  testMatch: '*.measure.ts',
  outputDir: 'results',
  globalSetup: './support/setup.ts',
  workers: 1,
  forbidOnly: true,
  // As with the stories: a machine that was busy is measured once more, and that is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  reporter: [['list']],
  projects: [{ name: 'phone', use: { ...sizes.phone, baseURL: originOf('phone') } }],
});
