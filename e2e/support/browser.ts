import { existsSync } from 'node:fs';
import type { PlaywrightTestConfig } from '@playwright/test';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of the system, as a family in Japan has it. */
export const browser: PlaywrightTestConfig['use'] = {
  browserName: 'chromium',
  locale: 'ja-JP',
  timezoneId: 'Asia/Tokyo',
  trace: 'retain-on-failure',
  screenshot: 'only-on-failure',
  launchOptions: {
    executablePath: process.env.HIDAMARI_BROWSER ?? known.find((path) => existsSync(path)),
    // Containers have neither the sandbox's rights nor much shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  },
};
