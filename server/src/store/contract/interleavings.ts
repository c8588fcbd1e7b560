import type { ConversationStatus, SenderType } from '@supportchat/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConversationRecord } from '../port/conversations.ts';
import type { Store } from '../store.ts';
import { addConversation, addMessage, aMessage, at, type OpenStore, ofAgent, ofBot } from './samples.ts';

type Side = 'agent' | 'visitor';
type Command =
  | { act: 'send'; sender: SenderType }
  | { act: 'resend' | 'clash'; which: number }
  | { act: 'read'; side: Side; seq: number }
  | { act: 'change'; status: Exclude<ConversationStatus, 'closed'> };

const side = fc.constantFrom<Side>('agent', 'visitor');
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('send' as const), sender: fc.constantFrom<SenderType>('visitor', 'agent', 'bot') }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('resend' as const, 'clash' as const), which: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('read' as const), side, seq: fc.nat(30) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('change' as const), status: fc.constantFrom('open' as const, 'assigned' as const, 'resolved' as const) }),
  },
);
const SENDERS = { visitor: {}, agent: ofAgent, bot: ofBot };

export function interleavingsContract(open: OpenStore): void {
  test('[ST50 ST51 ST52 ST53 ST41 ST43] any sequence of sending, resending, changing and reading matches a small model', async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
        const conversation = await addConversation(store);
        const model = new Model();
        for (const step of commands) await run({ store, conversation, model }, step);
        expect(await observe(store, conversation)).toEqual(model.expected());
      }),
      { numRuns: 60 },
    );
  });

  test('[ST50 ST51 ST52 ST53 ST43] the same concurrently: no seq repeated or skipped, one row per clientMessageId, counts that match the rows', async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(command, { maxLength: 8 }), { maxLength: 6 }), async (groups) => {
        const conversation = await addConversation(store);
        const model = new Model();
        for (const group of groups) {
          const known = model.contents().length;
          await Promise.all(group.map((step) => run({ store, conversation, model }, step, known)));
        }
        const { messages, ...seen } = await observe(store, conversation);
        expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
        expect(new Set(messages.map(({ content }) => content)).size).toBe(messages.length);
        expect(messages.map(({ content }) => content).sort()).toEqual(model.contents().sort());
        expect(seen.lastSeq).toBe(messages.length);
        expect(seen.unreadCount).toBe(messages.filter(({ sender, seq }) => sender === 'visitor' && seq > seen.agentReadSeq).length);
        for (const { sender, seq, isRead } of messages) expect(isRead).toBe(seq <= (sender === 'visitor' ? seen.agentReadSeq : seen.visitorReadSeq));
      }),
      { numRuns: 40 },
    );
  });
}

/** The expected state of a conversation, modeled as plainly as possible. */
class Model {
  #messages: { sender: SenderType; content: string }[] = [];
  #read = { agent: 0, visitor: 0 };
  #status: ConversationStatus = 'open';
  #revision = 0;
  #isAssigned = false;

  contents(): string[] {
    return this.#messages.map(({ content }) => content);
  }
  /** The message that a number refers to among the first `known`. */
  pick(which: number, known: number): { sender: SenderType; content: string } | undefined {
    return this.#messages[which % Math.max(1, known)];
  }
  nextContent(): string {
    return `message ${this.#messages.length + 1}`;
  }
  send(sender: SenderType, content: string): void {
    this.#messages.push({ sender, content });
    if (sender !== 'bot') this.#read[sender] = this.#messages.length;
    if (sender !== 'visitor' || this.#status !== 'resolved') return;
    this.#status = this.#isAssigned ? 'assigned' : 'open';
    this.#revision++;
  }
  read(by: Side, seq: number): void {
    this.#read[by] = Math.max(this.#read[by], Math.min(seq, this.#messages.length));
  }
  change(status: ConversationStatus): void {
    this.#status = status;
    this.#isAssigned = status === 'assigned';
    this.#revision++;
  }
  get revision(): number {
    return this.#revision;
  }
  expected() {
    const messages = this.#messages.map(({ sender, content }, index) => {
      const isRead = index < (sender === 'visitor' ? this.#read.agent : this.#read.visitor);
      return { seq: index + 1, sender, content, isRead };
    });
    return {
      messages,
      lastSeq: messages.length,
      lastContent: messages.at(-1)?.content,
      unreadCount: messages.filter(({ sender, isRead }) => sender === 'visitor' && !isRead).length,
      agentReadSeq: this.#read.agent,
      visitorReadSeq: this.#read.visitor,
      status: this.#status,
      revision: this.#revision,
    };
  }
}

type Talk = { store: Store; conversation: ConversationRecord; model: Model };

/** Takes one step on the store and on the model; a resend picks one of the first `known` messages. */
async function run({ store, conversation, model }: Talk, step: Command, known = model.contents().length): Promise<void> {
  switch (step.act) {
    case 'send': {
      const content = model.nextContent();
      model.send(step.sender, content);
      const added = await addMessage(store, aMessage(conversation, { ...SENDERS[step.sender], content, clientMessageId: content }));
      expect(added).toMatchObject({ duplicate: false, message: { content } });
      return;
    }
    case 'resend':
    case 'clash': {
      const first = model.pick(step.which, known);
      if (!first || known === 0) return;
      const content = step.act === 'clash' ? 'something else' : first.content;
      const again = addMessage(store, aMessage(conversation, { ...SENDERS[first.sender], content, clientMessageId: first.content }));
      if (step.act === 'clash') await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
      else expect(await again).toMatchObject({ duplicate: true, message: { content: first.content } });
      return;
    }
    case 'read': {
      model.read(step.side, step.seq);
      await store.conversations.markRead(conversation._id, step.side, step.seq, at(9));
      return;
    }
    case 'change': {
      const revision = model.revision;
      const changes = { status: step.status, assignedAgent: step.status === 'assigned' ? 'ann' : null };
      model.change(step.status);
      await store.conversations.change(conversation._id, revision, changes, [], at(9));
      return;
    }
  }
}

async function observe(store: Store, { _id }: ConversationRecord) {
  const conversation = await store.conversations.get(_id);
  if (!conversation) throw new Error('the conversation is gone');
  const { messages } = await store.messages.list(_id, { afterSeq: 0, limit: 100 });
  const { lastSeq, unreadCount, agentReadSeq, visitorReadSeq, status, revision } = conversation;
  return {
    messages: messages.map(({ seq, senderType: sender, content, isRead }) => ({ seq, sender, content, isRead })),
    lastSeq,
    lastContent: conversation.lastMessage?.content,
    unreadCount,
    agentReadSeq,
    visitorReadSeq,
    status,
    revision,
  };
}
