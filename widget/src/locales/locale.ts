/** The language of the texts, the tag that dates and numbers follow, and which way it reads. */
export type Locale = { language: string; tag: string; rtl: boolean };

const RTL = /^(ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)(-|$)|-(Arab|Hebr)(-|$)/i;

/**
 * Words and date format follow `tag`, the first one that there are texts for; the direction follows the first one wanted at all,
 * so that an Arabic page has its panel from right to left even while the words are English.
 */
export function describeLocale({ language, tag, wanted }: { language: string; tag: string; wanted: readonly string[] }): Locale {
  // Intl throws on a malformed tag.
  const isTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);
  return { language, tag: isTag ? tag : language, rtl: RTL.test(wanted.find(Boolean) ?? tag) };
}
