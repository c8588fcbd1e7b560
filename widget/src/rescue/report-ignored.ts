import type { Settings } from '../loader/settings.ts';
import type { PageWidget } from '../parts.ts';

type Reported = Pick<PageWidget, 'pageConfig' | 'settings' | 'siteKey'>;

const FORMS: { [K in keyof Settings]?: [pattern: RegExp, words: string] } = {
  position: [/^bottom-(left|right)$/, 'bottom-right or bottom-left'],
  primaryColor: [/^#([\da-f]{3}){1,2}$/i, '#rrggbb or #rgb'],
  theme: [/^(auto|light|dark)$/, 'auto, light or dark'],
};

/** What the page's developer reads about each ignored setting: its value, and the expected form. */
export function reportIgnored({ pageConfig, settings, siteKey }: Reported, warn: (sentence: string) => void): void {
  if (pageConfig.siteKey !== siteKey) warn('the siteKey stays. For another one, call destroy() and add the script again.');
  for (const [key, value] of Object.entries(pageConfig)) {
    if (key === 'siteKey' || value === undefined) continue;
    const current = Object.hasOwn(settings, key) ? settings[key as keyof Settings] : undefined;
    const [pattern, words = Array.isArray(current) ? 'a list of strings' : `a ${typeof current}`] =
      (current !== undefined && FORMS[key as keyof Settings]) || [];
    if (current === undefined) warn(`${key} is ignored: there is no such setting.`);
    else if (pattern ? !pattern.test(value as string) : current !== value) warn(`${key}: ${shown(value)} is ignored. It must be ${words}.`);
  }
}

function shown(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? typeof value).slice(0, 80);
  } catch {
    return typeof value;
  }
}
