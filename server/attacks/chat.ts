import type { Message } from '@supportchat/protocol';
import { pause } from '../faults/until.ts';
import { connectAgent, connectVisitor, must } from '../src/testing/test-client.ts';

export type ChatData = { url: string; siteKey: string; accessToken: string };

/** What was acked, and what each side was shown of it. */
export type Outcome = { acked: number; lost: number; duplicated: number; reordered: number };

export type Chat = {
  /** How long each exchange took since the last call, in milliseconds: the message of one side acked and shown to the other. */
  takeTimes(): number[];
  /** Ends the chat. */
  finish(): Promise<Outcome>;
};

const REST_MS = 20;
/** An address of its own: the attackers are someone else. */
const HOME = { extraHeaders: { 'x-forwarded-for': '198.51.100.7' } };

/** A visitor and an agent who chat as people do, only faster: each answers the other, all the time. */
export async function startChat({ url, siteKey, accessToken }: ChatData): Promise<Chat> {
  const visitor = await connectVisitor(url, { siteKey }, HOME);
  const agent = await connectAgent(url, accessToken);
  const { conversationId } = visitor;
  const acked: number[] = [];
  let times: number[] = [];
  let isChatting = true;
  await must(agent.ask('join-conversation', { conversationId }));

  async function exchange(from: 'visitor' | 'agent'): Promise<void> {
    const [sender, receiver] = from === 'visitor' ? [visitor.client, agent] : [agent, visitor.client];
    const startedAt = performance.now();
    const content = `${from} ${acked.length}`;
    const { seq } = await must<{ seq: number }>(sender.ask('send-message', { conversationId, content, clientMessageId: `${from}-${acked.length}` }));
    await receiver.receives('new-message', (message: Message) => message.seq === seq);
    acked.push(seq);
    times.push(performance.now() - startedAt);
  }

  async function chat(): Promise<void> {
    // A visitor may write 100 messages in 10 s.
    for (let turn = 0; isChatting; turn += 1) {
      await exchange(turn % 8 === 0 ? 'visitor' : 'agent');
      await pause(REST_MS);
    }
  }
  const chatting = chat();

  return {
    takeTimes() {
      const taken = times;
      times = [];
      return taken;
    },
    async finish() {
      isChatting = false;
      await chatting;
      const shown = [visitor.client, agent].map((client) => client.eventsNamed('new-message').map(({ seq }: Message) => seq));
      for (const client of [visitor.client, agent]) client.close();
      const count = (of: (seqs: number[]) => number) => shown.reduce((sum, seqs) => sum + of(seqs), 0);
      return {
        acked: acked.length,
        lost: count((seqs) => acked.filter((seq) => !seqs.includes(seq)).length),
        duplicated: count((seqs) => seqs.length - new Set(seqs).size),
        reordered: count((seqs) => seqs.filter((seq, index) => index > 0 && seq < (seqs[index - 1] ?? 0)).length),
      };
    },
  };
}
