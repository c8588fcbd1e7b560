import { afterEach, describe } from 'vitest';
import type { Store } from '../store.ts';
import { agentReadMarksContract } from './agent-read-marks.ts';
import { agentsContract } from './agents.ts';
import { analyticsContract } from './analytics.ts';
import { answersContract } from './answers.ts';
import { availabilityContract } from './availability.ts';
import { conversationListsContract } from './conversation-lists.ts';
import { conversationsContract } from './conversations.ts';
import { faqsContract } from './faqs.ts';
import { interleavingsContract } from './interleavings.ts';
import { jobsContract } from './jobs.ts';
import { maintenanceContract } from './maintenance.ts';
import { messagesContract } from './messages.ts';
import { pagesContract } from './pages.ts';
import type { OpenStore } from './samples.ts';
import { searchesContract } from './searches.ts';
import { sessionsContract } from './sessions.ts';
import { severalProcessesContract } from './several-processes.ts';
import { sitesContract } from './sites.ts';
import { visitorsContract } from './visitors.ts';

const PARTS: Record<string, (open: OpenStore) => void> = {
  availability: availabilityContract,
  pages: pagesContract,
  sites: sitesContract,
  agents: agentsContract,
  sessions: sessionsContract,
  visitors: visitorsContract,
  conversations: conversationsContract,
  'conversation lists': conversationListsContract,
  searches: searchesContract,
  messages: messagesContract,
  answers: answersContract,
  interleavings: interleavingsContract,
  faqs: faqsContract,
  jobs: jobsContract,
  'read marks of agents': agentReadMarksContract,
  analytics: analyticsContract,
  maintenance: maintenanceContract,
  'several processes': severalProcessesContract,
};

/** The rules of `store.ts`, as tests that every engine passes. `openEmptyStore` opens an empty store. */
export function storeContract(name: string, openEmptyStore: OpenStore): void {
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
    describe.each(Object.entries(PARTS))('%s', (_part, contract) => {
      contract(open);
    });
  });
}
