/** The language of the texts, the tag that dates and numbers follow, and which way it reads. */
export type Locale = { language: string; tag: string; rtl: boolean };

/** Languages that are written from right to left, or any in one of these scripts; `-u-nu-arab` only asks for digits. */
const RTL = /^((ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)(?!-latn|-cyrl)|[a-z]{2,3}-(arab|hebr|thaa|nkoo|adlm))(-|$)/i;

/**
 * Words and date format follow `tag`, the first one that there are texts for; the direction follows the first one wanted at all,
 * so that an Arabic page has its panel from right to left even while the words are English.
 */
export function describeLocale({ language, tag, wanted }: { language: string; tag: string; wanted: readonly string[] }): Locale {
  return { language, tag: isTag(tag) ? tag : language, rtl: RTL.test(wanted.find(Boolean) ?? tag) };
}

/** Intl throws on anything else, wherever it is used. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
