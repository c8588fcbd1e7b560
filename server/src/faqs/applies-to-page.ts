import { pageRuleMatches } from '@supportchat/text/page-rules';

/** Does a FAQ with this `pageSpecific` apply on this page (address or path)? Empty = everywhere; on a page that is not known, only those. */
export function appliesToPage(pageSpecific: string, currentPage: string): boolean {
  if (pageSpecific.trim() === '') return true;
  return URL.canParse(currentPage.trim(), 'http://page.invalid') && currentPage.trim() !== '' && pageRuleMatches(pageSpecific, currentPage);
}
