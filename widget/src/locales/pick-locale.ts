import { LAUNCHER_TEXTS } from './languages.ts';

/** Which texts (`language`), how dates and numbers look (`tag`), and which way it reads. */
export type Locale = { language: string; tag: string; rtl: boolean };

const RTL = /^(ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)(-|$)|-(Arab|Hebr)(-|$)/i;

/** What is asked for, most wanted first: the setting, the page's `lang`, the browser's languages. */
export function wantedTags(setting: string): string[] {
  return [setting, document.documentElement.lang, ...navigator.languages];
}

/** The first tag whose language there are texts for. */
export function pickTag(wanted: readonly string[]): string {
  return wanted.find((tag) => LAUNCHER_TEXTS[languageOf(tag)]) ?? 'en';
}

export function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] as string;
}

/**
 * The words and the date format follow the first tag that there are texts for; the direction follows the first tag of all,
 * so that an Arabic page has its panel from right to left even while the words are English.
 */
export function pickLocale(wanted: readonly string[]): Locale {
  // Intl throws on a malformed tag, and pages do write `lang="en_US"`.
  const tags = wanted.filter((tag) => /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag));
  const tag = pickTag(tags);
  return { language: languageOf(tag), tag, rtl: RTL.test(tags[0] ?? tag) };
}
