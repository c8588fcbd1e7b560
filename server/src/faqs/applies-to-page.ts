import { compilePageRule, normalPath } from '@supportchat/text/page-rules';

/** A page's path, to be matched against many rules; null if the page is unknown. */
export type PagePath = string | null;
/** Whether an FAQ applies on this page. */
export type PageRule = (path: PagePath) => boolean;

/** The path of an address or path. */
export function readPath(page: string): PagePath {
  return page.trim() !== '' && URL.canParse(page.trim(), 'http://page.invalid') ? normalPath(page) : null;
}

/** The rule of an FAQ's `pageSpecific`: empty = everywhere; on an unknown page, only FAQs that apply everywhere. */
export function readPageRule(pageSpecific: string): PageRule {
  if (pageSpecific.trim() === '') return () => true;
  const fits = compilePageRule(pageSpecific);
  return (path) => path !== null && fits(path);
}
