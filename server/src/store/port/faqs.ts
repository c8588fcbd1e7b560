import type { Page, PageRequest } from './page.ts';
import { date, flag, id, list, number, type RecordOf, record, text } from './record.ts';

export const faqRecord = record('faqs', {
  _id: id(),
  siteId: id(),
  question: text(),
  answer: text(),
  category: text(),
  keywords: list<string>(),
  pageSpecific: text(),
  isActive: flag(),
  viewCount: number(),
  helpfulCount: number(),
  createdAt: date(),
  updatedAt: date(),
});
export type FaqRecord = RecordOf<typeof faqRecord>;
export type FaqChanges = Partial<Pick<FaqRecord, 'question' | 'answer' | 'category' | 'keywords' | 'pageSpecific' | 'isActive'>>;
export type FaqStore = {
  add(faq: FaqRecord): Promise<void>;
  get(id: string): Promise<FaqRecord | null>;
  /** Most recent change first. `search`: every word is found in question, answer, keywords or category [ST93 ST94]. */
  list(
    request: PageRequest & { siteIds?: string[] | undefined; search?: string | undefined; category?: string | undefined; isActive?: boolean | undefined },
  ): Promise<Page<FaqRecord>>;
  listActive(siteId: string, request: PageRequest): Promise<Page<FaqRecord>>;
  /** Changes whenever any process adds, updates or removes an FAQ of the site [ST60]. */
  versionOf(siteId: string): Promise<string>;
  update(id: string, changes: FaqChanges, at: Date): Promise<FaqRecord | null>;
  countView(id: string): Promise<void>;
  remove(id: string): Promise<boolean>;
};
