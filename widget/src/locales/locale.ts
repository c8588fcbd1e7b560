/** The language of the texts, the tag for dates and numbers, and the text direction. */
export type Locale = { language: string; tag: string; rtl: boolean };

/** Languages that are written from right to left, or any in one of these scripts; `-u-nu-arab` only selects digits. */
const RTL = /^((ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)(?!-latn|-cyrl)|[a-z]{2,3}-(arab|hebr|thaa|nkoo|adlm))(-|$)/i;

/**
 * Texts and date format follow `tag`, the first one with available texts; the direction follows the first requested one at all, so that an
 * Arabic page has a right-to-left panel even while the texts are English.
 */
export function describeLocale({ language, tag, wanted }: { language: string; tag: string; wanted: readonly string[] }): Locale {
  return { language, tag: isTag(tag) ? tag : language, rtl: RTL.test(wanted.find(Boolean) ?? tag) };
}

/** Every Intl API throws on an invalid tag. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
