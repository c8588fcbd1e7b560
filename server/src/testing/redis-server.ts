import type { TestProject } from 'vitest/node';
import { findForTests } from '../../../scripts/test-programs.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of redis-server; null = there is none, and what needs it is skipped. */
    redisServer: string | null;
  }
}

/** Says where the tests find redis-server: on the PATH or among the system's servers, else nowhere, which is told, or a failure with REQUIRE_REDIS=1. */
export function setup(project: TestProject): void {
  project.provide('redisServer', findForTests('redis-server', { tests: 'The rules of several instances are' }));
}
