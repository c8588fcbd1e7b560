import type { WidgetSettings } from '@supportchat/protocol';
import type { Page, PageRequest } from './page.ts';
import { added, date, flag, id, list, object, orNull, type RecordOf, record, text } from './record.ts';

export const siteRecord = record('sites', {
  _id: id(),
  name: text(),
  domain: text(),
  allowedDomains: list<string>(),
  siteKey: text(),
  userId: id(),
  widgetSettings: object<WidgetSettings>(),
  aiSettings: object<{ enabled: boolean; fallbackToHuman: boolean; threshold: number }>(),
  isActive: flag(),
  widgetSeenAt: orNull(date()),
  widgetSeenOn: orNull(text()),
  createdAt: date(),
  updatedAt: date(),
  /** What each feature stores about the site, by the feature's name; each parses its own part. */
  settings: added(6, object<Record<string, unknown>>(), {}),
});
export type SiteRecord = RecordOf<typeof siteRecord>;
export type SiteChanges = Partial<Pick<SiteRecord, 'name' | 'domain' | 'allowedDomains' | 'widgetSettings' | 'aiSettings' | 'settings' | 'isActive'>>;
export type SiteStore = {
  /** An existing siteKey rejects with CONFLICT [ST10]. */
  add(site: SiteRecord): Promise<void>;
  get(id: string): Promise<SiteRecord | null>;
  getByKey(siteKey: string): Promise<SiteRecord | null>;
  /** Sorted by name (ignoring case), then id; `ids` limits the list to those sites. `search` is a part of the name or domain, ignoring case. */
  list(request: PageRequest & { ids?: string[] | undefined; search?: string | undefined; isActive?: boolean | undefined }): Promise<Page<SiteRecord>>;
  /** Null when there is no such site. */
  update(id: string, changes: SiteChanges, at: Date): Promise<SiteRecord | null>;
  markSeen(id: string, on: string, at: Date): Promise<void>;
  /**
   * Removes the site with its FAQs, visitors, conversations, messages and activity, and from every agent's sites [ST11]. Gone for all clients
   * immediately, whatever its size [ST95]. False when there was none.
   */
  remove(id: string): Promise<boolean>;
};
