import { randomBytes } from 'node:crypto';
import { addConversation, addMessage, aMessage } from '../../server/src/store/contract/samples.ts';
import { createClient, openDatabase } from '../../server/src/store/mongo/client.ts';
import { toMessageDocument } from '../../server/src/store/mongo/conversation-documents.ts';
import { openMongoStore } from '../../server/src/store/mongo/open-mongo.ts';
import type { ConversationRecord } from '../../server/src/store/port/conversations.ts';
import type { NewMessage } from '../../server/src/store/port/messages.ts';

const CONVERSATIONS = 200;
const WORDS = 'order parcel delivery address invoice payment refund question colour size return label customer number morning express'.split(' ');

/** One way to store messages: what each call takes, and the call. */
export type InsertMethod = { perCall: number; store(from: number): Promise<unknown> };
/** The compared ways to store messages, on separate databases with the same validators and indexes. */
export type InsertMethods = { add: InsertMethod; insertOne: InsertMethod; insertMany(size: number): InsertMethod; drop(): Promise<void> };

/** Opens a store, and the driver alone beside it, on the server that `uri` names; `drop` removes both databases. */
export async function openInsertMethods(uri: string): Promise<InsertMethods> {
  const run = randomBytes(4).toString('hex');
  const uriOf = (name: string) => {
    const url = new URL(uri);
    url.pathname = `/supportchat-bench-${run}-${name}`;
    return url.toString();
  };
  const deps = { clock: () => new Date(), onProblem: (problem: unknown) => process.emitWarning(String(problem)) };
  const store = await openMongoStore({ uri: uriOf('store'), ...deps });
  // Creates the collections as the store does.
  const driverStore = await openMongoStore({ uri: uriOf('driver'), ...deps });
  const talks: ConversationRecord[] = [];
  for (let index = 0; index < CONVERSATIONS; index += 1) talks.push(await addConversation(store));
  await driverStore.close();
  const client = createClient(uriOf('driver'));
  const db = openDatabase(client, undefined);
  const inserted = new Map<string, number>();
  const documentOf = (index: number) => {
    const talk = talkAt(talks, index);
    const seq = (inserted.get(talk._id) ?? 0) + 1;
    inserted.set(talk._id, seq);
    return toMessageDocument(messageOf(talk, index), seq, talk.siteId).document;
  };
  const messages = db.collection('messages');
  return {
    add: { perCall: 1, store: (from) => addMessage(store, messageOf(talkAt(talks, from), from)) },
    insertOne: { perCall: 1, store: (from) => messages.insertOne(documentOf(from)) },
    insertMany: (size) => ({
      perCall: size,
      store: (from) =>
        messages.insertMany(
          Array.from({ length: size }, (_, step) => documentOf(from + step)),
          { ordered: true },
        ),
    }),
    drop: async () => {
      await store.close();
      await db.dropDatabase();
      await openDatabase(client, new URL(uriOf('store')).pathname.slice(1)).dropDatabase();
      await client.close();
    },
  };
}

/** Stores `count` messages with this many calls in flight; returns messages per second. */
export async function measureRate(method: InsertMethod, concurrency: number, count: number): Promise<number> {
  let next = 0;
  const work = async () => {
    while (next < count) {
      const from = next;
      next += method.perCall;
      await method.store(from);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  return (Math.ceil(count / method.perCall) * method.perCall * 1000) / (performance.now() - started);
}

/** A visitor's message of some 90 characters. */
function messageOf(talk: ConversationRecord, index: number): NewMessage {
  const content = Array.from({ length: 12 }, (_, step) => WORDS[(index * 7 + step * 5) % WORDS.length]).join(' ');
  return aMessage(talk, { content: `${content} ${index}`, createdAt: new Date() });
}

function talkAt(talks: ConversationRecord[], index: number): ConversationRecord {
  const talk = talks[index % talks.length];
  if (!talk) throw new Error('there is no conversation');
  return talk;
}
