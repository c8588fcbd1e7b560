import type { TestProject } from 'vitest/node';
import { findForTests } from '../../../scripts/test-programs.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of redis-server; null = there is none, and the tests that need it are skipped. */
    redisServer: string | null;
  }
}

/** Finds redis-server for the tests: on the PATH or among the system's servers; otherwise this is reported, or fails with REQUIRE_REDIS=1. */
export function setup(project: TestProject): void {
  project.provide('redisServer', findForTests('redis-server', { tests: 'The rules of several instances are' }));
}
