import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'apps/**/*.test.ts',
      'apps/**/*.test.tsx',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    // What is waited for comes at once, or late on a machine that is busy with other tests.
    expect: { poll: { timeout: 10_000 } },
  },
})
