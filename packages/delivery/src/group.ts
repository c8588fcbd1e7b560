type Line = { senderId: string; createdAt: string };

const GROUP_MS = 5 * 60_000;

/** A group has one sender, and at most five minutes between two messages. */
export function startsGroup(previous: Line | undefined, next: Line): boolean {
  return previous?.senderId !== next.senderId || Math.abs(Date.parse(next.createdAt) - Date.parse(previous.createdAt)) > GROUP_MS;
}

/** Two times, in the time zone of whoever reads them. */
export function isSameDay(a: string, b: string): boolean {
  return midnight(new Date(a)) === midnight(new Date(b));
}

export function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
