import { createLazyCode } from '../../../lazy/lazy-code.ts';

/** It knows hundreds of browsers, and is not needed to read and answer. */
const parser = createLazyCode(() => import('./describe-browser.ts'));

/** Browser and system of a visitor; a blank while the code for it is fetched, '' where there is nothing to say. */
export function useBrowserDescription(userAgent: string): string {
  const state = parser.use();
  if (!userAgent || state.phase === 'failed') return '';
  return state.phase === 'ready' ? state.code.describeBrowser(userAgent) : '\u00a0';
}
