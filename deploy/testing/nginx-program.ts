import type { TestProject } from 'vitest/node';
import { findForTests } from '../../scripts/test-programs.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of nginx; null = there is none, and the tests that need it are skipped. */
    nginx: string | null;
  }
}

/** Finds nginx for the tests: on the PATH or among the system's servers; otherwise this is reported, or fails with REQUIRE_NGINX=1. */
export function setup(project: TestProject): void {
  project.provide('nginx', findForTests('nginx', { tests: 'The rules of the proxy are' }));
}
