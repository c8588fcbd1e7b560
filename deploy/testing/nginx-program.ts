import type { TestProject } from 'vitest/node';
import { findForTests } from '../../scripts/test-programs.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of nginx; null = there is none, and what needs it is skipped. */
    nginx: string | null;
  }
}

/** Says where the tests find nginx: on the PATH or among the system's servers, else nowhere, which is told, or a failure with REQUIRE_NGINX=1. */
export function setup(project: TestProject): void {
  project.provide('nginx', findForTests('nginx', { tests: 'The rules of the proxy are' }));
}
