import { afterEach, describe } from 'vitest';
import type { Store } from '../store.ts';
import { agentsContract } from './agents.ts';
import { analyticsContract } from './analytics.ts';
import { availabilityContract } from './availability.ts';
import { conversationListsContract } from './conversation-lists.ts';
import { conversationsContract } from './conversations.ts';
import { faqsContract } from './faqs.ts';
import { interleavingsContract } from './interleavings.ts';
import { messagesContract } from './messages.ts';
import { pagesContract } from './pages.ts';
import { sessionsContract } from './sessions.ts';
import { sitesContract } from './sites.ts';
import { visitorsContract } from './visitors.ts';

/** The rules of `store.ts`, as tests that every engine passes. `openEmptyStore` gives a store without a row. */
export function storeContract(name: string, openEmptyStore: () => Promise<Store>): void {
  describe(`store contract on ${name}`, () => {
    const opened: Store[] = [];
    const open = async () => {
      const store = await openEmptyStore();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    describe('availability', () => availabilityContract(open));
    describe('pages', () => pagesContract(open));
    describe('sites', () => sitesContract(open));
    describe('agents', () => agentsContract(open));
    describe('sessions', () => sessionsContract(open));
    describe('visitors', () => visitorsContract(open));
    describe('conversations', () => conversationsContract(open));
    describe('conversation lists', () => conversationListsContract(open));
    describe('messages', () => messagesContract(open));
    describe('interleavings', () => interleavingsContract(open));
    describe('faqs', () => faqsContract(open));
    describe('analytics', () => analyticsContract(open));
  });
}
