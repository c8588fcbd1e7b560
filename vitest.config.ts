import { defineConfig } from 'vitest/config';

/** Unit and contract tests run from the sources; `e2e` needs the built product and a Chromium (see scripts/run.mjs). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['packages/protocol/src/**/*.test.ts', 'server/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          environment: 'node',
        },
      },
      { esbuild: { jsx: 'automatic', jsxImportSource: 'preact' }, test: { name: 'widget', include: ['widget/**/*.test.{ts,tsx}'], environment: 'happy-dom' } },
      { test: { name: 'admin', include: ['admin/**/*.test.{ts,tsx}'], environment: 'happy-dom' } },
      { test: { name: 'e2e', include: ['e2e/**/*.test.ts'], environment: 'node', fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
