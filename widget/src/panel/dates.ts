import { midnight } from '@supportchat/delivery/group';
import type { Texts } from '../locales/en.ts';
import type { Translate } from '../locales/translate.ts';

/**
 * Times and days in the visitor's time zone, in the language of `tag`. If that names no country, the browser's own variant of the language
 * decides. A browser that uses 24 hours has them in every language; "08:32 AM" stays out of a German panel. `now` is by the server's clock.
 */
export function createDates(tag: string, t: Translate<Texts>, now: () => Date) {
  const own = tag.includes('-') ? tag : (navigator.languages.find((each) => each.startsWith(`${tag}-`)) ?? tag);
  const { hourCycle } = new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' }).resolvedOptions();
  const time = new Intl.DateTimeFormat(own, { timeStyle: 'short', ...(hourCycle === 'h23' && { hourCycle }) });
  const day = new Intl.DateTimeFormat(own, { dateStyle: 'long' });
  return {
    time: (iso: string) => time.format(new Date(iso)),
    full: (iso: string) => `${day.format(new Date(iso))}, ${time.format(new Date(iso))}`,
    day(iso: string): string {
      const date = new Date(iso);
      const daysAgo = Math.round((midnight(now()) - midnight(date)) / 86_400_000);
      return daysAgo === 0 ? t('today') : daysAgo === 1 ? t('yesterday') : day.format(date);
    },
  };
}
export type Dates = ReturnType<typeof createDates>;
