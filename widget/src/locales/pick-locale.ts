import { rootOf } from '../loader/shadow.ts';
import { LAUNCHER_TEXTS } from './languages.ts';

/** The requested languages, in order: the setting, the page's `lang`, the browser's languages. Some systems write `de_DE`. */
export function wantedTags(setting: string): string[] {
  return [setting, Element.prototype.getAttribute.call(rootOf(), 'lang') ?? '', ...navigator.languages].map((tag) => tag.replaceAll('_', '-'));
}

/** The first tag whose language has texts. */
export function pickTag(wanted: readonly string[]): string {
  return wanted.find((tag) => Object.hasOwn(LAUNCHER_TEXTS, languageOf(tag))) ?? 'en';
}

export function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] as string;
}
