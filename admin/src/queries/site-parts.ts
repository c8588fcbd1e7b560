/** The settings of a site are in parts, each with an address: `/sites/<id>/<part>`. `tab` is the name where there is little room. */
export const SITE_PARTS = [
  { part: 'widget', name: 'Widget', tab: 'Widget' },
  { part: 'answers', name: 'Automatic answers', tab: 'Answers' },
  { part: 'embed', name: 'Embed code', tab: 'Embed' },
  { part: 'general', name: 'General', tab: 'General' },
] as const;

export type SitePart = (typeof SITE_PARTS)[number]['part'];
