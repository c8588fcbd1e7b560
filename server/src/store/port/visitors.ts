import { date, id, type RecordOf, record, text } from './record.ts';

export const visitorRecord = record('visitors', {
  siteId: id(),
  /** Public id; unique within the site. */
  visitorId: text(),
  /** SHA-256 of the visitor's secret token, hex. */
  tokenHash: text(),
  tokenExpiresAt: date(),
  createdAt: date(),
  lastSeenAt: date(),
});
export type VisitorRecord = RecordOf<typeof visitorRecord>;
export type VisitorStore = {
  /** False, and nothing changed, when the site already has this visitorId [ST30]. */
  add(visitor: VisitorRecord): Promise<boolean>;
  get(siteId: string, visitorId: string): Promise<VisitorRecord | null>;
  touch(siteId: string, visitorId: string, seen: { lastSeenAt: Date; tokenExpiresAt: Date }): Promise<void>;
};
