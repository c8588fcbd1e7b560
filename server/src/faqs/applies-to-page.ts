import { compilePageRule, normalPath } from '@supportchat/text/page-rules';

/** A page's path, to be compared with many rules; null where the page is not known. */
export type PagePath = string | null;
/** Does a FAQ apply on this page? */
export type PageRule = (path: PagePath) => boolean;

/** The path of an address or path. */
export function readPath(page: string): PagePath {
  return page.trim() !== '' && URL.canParse(page.trim(), 'http://page.invalid') ? normalPath(page) : null;
}

/** The rule of a FAQ's `pageSpecific`: empty = everywhere; on a page that is not known, only those. */
export function readPageRule(pageSpecific: string): PageRule {
  if (pageSpecific.trim() === '') return () => true;
  const fits = compilePageRule(pageSpecific);
  return (path) => path !== null && fits(path);
}
