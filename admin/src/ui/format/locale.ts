import { create } from 'zustand';
import { storage } from '../../session/storage.ts';

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

const REGION_KEY = 'sc_admin_region';
const HOURS_KEY = 'sc_admin_hours';
const region = storage.read(REGION_KEY);
const hours = storage.read(HOURS_KEY);

export const useFormats = create<{ region: RegionChoice; hours: HoursChoice }>(() => ({
  region: REGIONS.find((one) => one === region) ?? 'auto',
  hours: hours === '12' || hours === '24' ? hours : 'auto',
}));

export function chooseFormats(choice: Partial<{ region: RegionChoice; hours: HoursChoice }>) {
  useFormats.setState(choice);
  const now = useFormats.getState();
  keep(REGION_KEY, now.region);
  keep(HOURS_KEY, now.hours);
}

function keep(key: string, choice: string) {
  if (choice === 'auto') storage.remove(key);
  else storage.write(key, choice);
}

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
