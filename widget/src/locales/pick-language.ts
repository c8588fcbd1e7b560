import { rootOf } from '../loader/shadow.ts';

/** The requested languages, in order: the setting, the page's `lang`, the browser's languages. Some systems write `de_DE`. */
export function wantedTags(setting: string): string[] {
  return [setting, Element.prototype.getAttribute.call(rootOf(), 'lang') ?? '', ...navigator.languages].map((tag) => tag.replaceAll('_', '-'));
}

/**
 * The first requested tag for which there is a language, and that language: by RFC 4647 lookup, which shortens a tag from its end, or else
 * any variant of it. Otherwise English, which is always there.
 */
export function pickLanguage(wanted: readonly string[], offered: readonly string[]): { tag: string; language: string } | undefined {
  for (const tag of [...wanted, 'en']) {
    for (let range = tag.toLowerCase(); range; range = range.replace(/-?[^-]*$/, '')) {
      const language = offered.find((each) => `${each}-`.toLowerCase().startsWith(`${range}-`));
      if (language) return { tag, language };
    }
  }
}
