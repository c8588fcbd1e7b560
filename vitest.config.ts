import { defineConfig } from 'vitest/config';
import { findChromium } from './scripts/chromium.mjs';
import { findProgram } from './scripts/test-programs.mjs';

const chromium = findChromium();
const STORIES = 'e2e/*.test.ts';
const canScale = ['nginx', 'redis-server'].every((name) => findProgram(name) !== null) && Boolean(process.env.MONGODB_TEST_URI || findProgram('mongod'));

/** Deadlines end what hangs; they are not for what takes long on a busy machine. */
const PATIENT = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } };

/** Stories in a browser: after all others, so that it does not compete with them for the processor. */
const stories = (env: Record<string, string>) => ({
  environment: 'node',
  env: { ...env, ...(chromium !== null && { CHROMIUM_PATH: chromium }) },
  fileParallelism: false,
  ...PATIENT,
  testTimeout: 120_000,
  hookTimeout: 120_000,
});

/** Everything runs from the sources; only `e2e` needs the built product and a Chromium, which `npm test` prepares. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['packages/*/src/**/*.test.ts', 'server/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [
            'server/src/store/{mongo,copy/mongo}/**',
            'server/src/instances/**',
            'server/faults/instances/**',
            'server/attacks/**',
            '**/node_modules/**',
          ],
          environment: 'node',
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'mongodb',
          include: ['server/src/store/{mongo,copy/mongo}/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['server/src/testing/mongo-server.ts'],
          // The server's faults are the server's: a suite that makes some must be alone with it. Before those that may start it again.
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'instances',
          include: ['server/src/instances/**/*.test.ts', 'server/faults/instances/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['server/src/testing/mongo-server.ts', 'server/src/testing/redis-server.ts', 'deploy/testing/nginx-program.ts'],
          // Alone with the servers: what they suffer from others would be measured.
          sequence: { groupOrder: 5 },
          fileParallelism: false,
          ...PATIENT,
        },
      },
      // Alone: how an honest pair fares beside an attack is compared with how it fares without.
      { test: { name: 'attacks', include: ['server/attacks/**/*.test.ts'], environment: 'node', sequence: { groupOrder: 2 }, ...PATIENT } },
      { test: { name: 'scripts', include: ['scripts/*.test.ts'], environment: 'node', ...PATIENT } },
      {
        test: {
          name: 'deploy',
          include: ['deploy/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['deploy/testing/nginx-program.ts', 'server/src/testing/redis-server.ts'],
          // Real processes, and an installation of the packages: not beside those that measure or drive a browser.
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          ...PATIENT,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'documents', include: ['scripts/docs/*.test.ts', 'docs/*.test.ts'], environment: 'node', ...PATIENT } },
      {
        test: { name: 'widget', include: ['widget/**/*.test.{ts,tsx}'], environment: 'happy-dom', ...PATIENT },
      },
      { test: { name: 'admin', include: ['admin/**/*.test.{ts,tsx}'], environment: 'happy-dom', ...PATIENT } },
      { test: { name: 'e2e', include: [STORIES], ...stories({}), sequence: { groupOrder: 3 } } },
      {
        test: {
          // The same stories on two instances behind nginx, on MongoDB and Redis.
          name: 'e2e-scaled',
          include: [canScale ? STORIES : 'e2e/support/unproved.test.ts'],
          ...stories({ E2E_INSTALLATION: 'scaled' }),
          globalSetup: ['server/src/testing/mongo-server.ts', 'server/src/testing/redis-server.ts', 'deploy/testing/nginx-program.ts'],
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
