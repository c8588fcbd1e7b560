import { addConversation, aMessage, newId, ofAgent } from '../../server/src/store/contract/samples.ts';
import { openSqliteStore } from '../../server/src/store/sqlite/open-sqlite.ts';

const CONVERSATIONS = 2000;
const MESSAGES_EACH = 50;
const YEAR_MS = 365 * 86_400_000;
const MINUTE_MS = 60_000;

/** Fills a site's database with a year of conversations. */
export async function fillYear(file: string, siteId: string): Promise<void> {
  const store = openSqliteStore({ file });
  const begin = Date.now() - YEAR_MS;
  for (let n = 0; n < CONVERSATIONS; n += 1) {
    const at = begin + (n * YEAR_MS) / CONVERSATIONS;
    const talk = await addConversation(store, { siteId, visitorId: `past-${n}`, _id: newId(), createdAt: new Date(at) });
    const messages = Array.from({ length: MESSAGES_EACH }, (_, index) =>
      aMessage(talk, { ...(index % 2 === 1 && ofAgent), content: `Where is parcel ${n}-${index}?`, createdAt: new Date(at + index * MINUTE_MS) }),
    );
    await Promise.all(messages.map((message) => store.messages.add(talk._id, () => message)));
  }
  await store.close();
}
