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
  timeout: 180_000,
  reporter: [['list']],
  projects: [{ name: 'phone', use: { ...sizes.phone, baseURL: originOf('phone') } }],
});
