import { pageRuleMatches } from '@supportchat/text/page-rules';
import type { PageWidget } from '../parts.ts';
import { createApplyCustomCss } from './custom-css.ts';
import { watchNavigation } from './navigation.ts';

const followed = new WeakSet<PageWidget>();

/**
 * Shows the launcher, once it is styled, if the page rules allow it, now and after every change of address; a request by the page with
 * `open()` ends with that. `hideOnPages` wins over `showOnPages`; an empty `showOnPages` means everywhere.
 */
export async function followRules(page: PageWidget, show: (value?: boolean) => void): Promise<void> {
  page.applyCustomCss ??= createApplyCustomCss(page);
  await page.applyCustomCss(page.settings.customCSS);
  decide(page.embed.isShown);
  if (followed.has(page)) return;
  followed.add(page);
  watchNavigation(() => decide(page.embed.isShown && undefined), page.leaving.signal);

  function decide(value: boolean | undefined): void {
    page.isAllowed = isShownOn(location.pathname, page.settings);
    show(value);
  }
}

export function isShownOn(path: string, { showOnPages, hideOnPages }: Pick<PageWidget['settings'], 'showOnPages' | 'hideOnPages'>): boolean {
  const fits = (rule: unknown) => pageRuleMatches(`${rule}`, path);
  // Lists of the page may be from another realm than this code: hence none of their own methods.
  return ![].some.call(hideOnPages, fits) && (!showOnPages.length || [].some.call(showOnPages, fits));
}
