import { defineConfig } from '@playwright/test';
import { browser } from './support/browser';
import { originOf } from './support/servers';
import { sizes } from './sizes';

/** `just screenshots`: the README's pictures. */
export default defineConfig({
  testDir: 'screenshots',
  testMatch: '*.pictures.ts',
  outputDir: 'results',
  globalSetup: './support/setup.ts',
  timeout: 120_000,
  reporter: [['list']],
  use: browser,
  projects: [{ name: 'desktop', use: { ...sizes.desktop, baseURL: originOf('desktop') } }],
});
