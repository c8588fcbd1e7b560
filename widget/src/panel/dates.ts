import type { Texts } from '../locales/en.ts';
import type { Translate } from '../locales/translate.ts';

/** Times and days as the visitor's language writes them, in the visitor's time zone. */
export function createDates(tag: string, t: Translate<Texts>, now: () => Date) {
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long' });
  return {
    time: (iso: string) => time.format(new Date(iso)),
    full: (iso: string) => full.format(new Date(iso)),
    day(iso: string): string {
      const date = new Date(iso);
      const daysAgo = Math.round((midnight(now()) - midnight(date)) / 86_400_000);
      return daysAgo === 0 ? t('today') : daysAgo === 1 ? t('yesterday') : day.format(date);
    },
  };
}
export type Dates = ReturnType<typeof createDates>;

export function isSameDay(a: string, b: string): boolean {
  return midnight(new Date(a)) === midnight(new Date(b));
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
