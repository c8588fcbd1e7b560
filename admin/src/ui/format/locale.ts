import { create } from 'zustand';

/** `auto` follows the browser. */
export type RegionChoice = 'auto' | (typeof REGIONS)[number];
export type HoursChoice = 'auto' | '12' | '24';

/** Locales to choose from, besides the browser's own. */
export const REGIONS = [
  'en-US',
  'en-GB',
  'en-CA',
  'en-AU',
  'en-IN',
  'de-DE',
  'de-CH',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'sv-SE',
  'ja-JP',
] as const;

export type FormatChoices = { region: RegionChoice; hours: HoursChoice };

export const useFormats = create<FormatChoices>(() => ({ region: 'auto', hours: 'auto' }));

export const setFormats = (choices: Partial<FormatChoices>) => useFormats.setState(choices);

/** The locale whose numbers are shown. */
export function numberLocale(): string {
  const { region } = useFormats.getState();
  return `${withoutExtensions(region === 'auto' ? navigator.language : region)}-u-nu-latn`;
}

/** English words, because the panel is in English, in the order that the chosen region uses. */
export function dateLocale(): string {
  const own = numberLocale();
  const english = `en-${new Intl.Locale(own).maximize().region ?? 'US'}`;
  // English knows the order of some regions only, and falls back to that of the US.
  return isDayFirst(own) && !isDayFirst(english) ? 'en-001' : english;
}

function isDayFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).formatToParts().map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month');
}

/** Options of a time of day; the region decides unless 12 or 24 hours are chosen. */
export function clockOptions(): Intl.DateTimeFormatOptions {
  const { hours } = useFormats.getState();
  const usual = new Intl.DateTimeFormat(numberLocale(), { hour: 'numeric' }).resolvedOptions().hourCycle;
  const isTwelve = hours === 'auto' ? usual === 'h12' || usual === 'h11' : hours === '12';
  return { hour: isTwelve ? 'numeric' : '2-digit', minute: '2-digit', hourCycle: isTwelve ? 'h12' : 'h23' };
}

function withoutExtensions(tag: string): string {
  try {
    return new Intl.Locale(tag).baseName;
  } catch {
    return 'en-US';
  }
}
