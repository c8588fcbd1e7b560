import type { Chance } from './chance.ts';

const MINUTE_MS = 60_000;
export const HISTORY_DAYS = 56;
/** Conversations on an average day, by weekday from Sunday and by hour of the day. */
const PER_DAY = 8.4;
const BY_WEEKDAY = [0.4, 1.35, 1.2, 1.05, 1.1, 0.95, 0.5];
const BY_HOUR = [0.3, 0.15, 0.1, 0.05, 0.05, 0.1, 0.3, 0.8, 1.8, 3, 3.6, 3.3, 2.4, 2.8, 3.4, 3.2, 2.6, 2, 1.7, 1.8, 2, 1.7, 1.1, 0.6];
/** The day of a newsletter, in days before now: more visitors than the team can answer quickly. */
const NEWSLETTER_DAY = 18;

/** When conversations start, oldest first: eight weeks up to `now`, growing slowly, in local time. */
export function listStarts(chance: Chance, now: Date): Date[] {
  const starts: Date[] = [];
  for (let daysAgo = HISTORY_DAYS; daysAgo >= 0; daysAgo -= 1) {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo);
    const growth = 1.25 - (0.5 * daysAgo) / HISTORY_DAYS;
    const news = daysAgo === NEWSLETTER_DAY ? 2.1 : 1;
    const count = Math.round(PER_DAY * (BY_WEEKDAY[day.getDay()] ?? 1) * growth * news * (0.8 + chance.next() * 0.4));
    for (let index = 0; index < count; index += 1) starts.push(new Date(day.getTime() + minuteOfDay(chance) * MINUTE_MS));
  }
  return starts.filter((start) => start < now).toSorted((a, b) => a.getTime() - b.getTime());
}

function minuteOfDay(chance: Chance): number {
  let rest = chance.next() * BY_HOUR.reduce((sum, weight) => sum + weight, 0);
  const hour = BY_HOUR.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return hour * 60 + chance.below(60);
}

/** Minutes until an agent answers: some minutes in office hours, more at noon and on Mondays; at night often the next morning, on weekends mostly within the hour. */
export function minutesToAnswer(chance: Chance, at: Date): number {
  if (isOpen(at)) {
    const noon = at.getHours() >= 12 && at.getHours() < 14 ? 1.9 : 1;
    return chance.around(3.1 * noon * (at.getDay() === 1 ? 1.4 : 1));
  }
  if (chance.happens(at.getDay() % 6 === 0 ? 0.75 : 0.45)) return chance.around(24);
  return (nextOpening(at).getTime() - at.getTime()) / MINUTE_MS + chance.around(14);
}

function isOpen(at: Date): boolean {
  const hour = at.getHours();
  if (at.getDay() === 0) return false;
  return at.getDay() === 6 ? hour >= 9 && hour < 14 : hour >= 8 && hour < 19;
}

function nextOpening(at: Date): Date {
  const opening = new Date(at.getFullYear(), at.getMonth(), at.getDate(), 8);
  while (opening <= at || opening.getDay() === 0) opening.setDate(opening.getDate() + 1);
  if (opening.getDay() === 6) opening.setHours(9);
  return opening;
}
