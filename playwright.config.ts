import process from 'node:process'
import { defineConfig } from '@playwright/test'

const executablePath = process.env['PORTOLAN_CHROMIUM']

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.cache/test-results/browser',
  fullyParallel: true,
  // Two cores carry Chromium, the command and the sandbox of each test; half of a test is waiting.
  workers: 2,
  // What passes only the second time is listed as flaky, and mended; it does not hold up what others did.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['dot'], ['json']],
  use: {
    viewport: { width: 1280, height: 720 },
    colorScheme: 'light',
    locale: 'en-US',
    // Nothing here has a graphics card: every moving dot would be painted by the cores that the tests need.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace costs a third of a run's time; `playwright test --trace on` makes one where it is needed.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox'],
    },
  },
})
