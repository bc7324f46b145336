import { configDefaults, defineConfig } from 'vitest/config';

/** What takes long is for the checks before a change lands: NINEFOLD_REQUIRE_ALL=1 runs everything and skips nothing. */
const long = process.env.NINEFOLD_REQUIRE_ALL === '1' ? [] : ['test/**/*.long.test.ts'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...long],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
