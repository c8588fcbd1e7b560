import { monitorEventLoopDelay } from 'node:perf_hooks';
import { seeded } from '../../server/faults/seeded.ts';
import { LeanSocket } from './lean-socket.ts';
import { groupOf } from './process-groups.ts';
import type { Target } from './targets.ts';
import { readUsage } from './usage.ts';
import { answersTo, doubled, indexIn, missing, newWindow, onSchedule, quantile, since, tally, type Window } from './window.ts';

/** Standard traffic: this many visitors, each in a conversation that one of the agents has joined; all agents watch the site. */
export const STANDARD = { visitors: 200, agents: 4, visitorShare: 0.7 };

/** How many connect at a time. */
const CONCURRENCY = 10;
/** 90 characters. */
const CONTENT = 'My order from last week has not arrived yet, could you please have a look where it is? Ty!';

export type Figures = {
  /** Messages per second that were due, and how many of them there were. */
  rate: number;
  count: number;
  /** Milliseconds from when a message was due. `across`: of those whose visitor and agent are on different servers. */
  visitorToAgent: { p50: number; p95: number; p99: number };
  within: { p50: number; p99: number };
  across: { p50: number; p99: number };
  ack: { p50: number; p99: number };
  /** Acks that were not ok. */
  errors: number;
  /** Acks, echoes and deliveries to the other side that never came, came twice, or came out of order. */
  lost: number;
  duplicates: number;
  reordered: number;
  /** Received after a later message from another server: a client reorders them, and fetches when it sees the gap. */
  overtaken: number;
  /** Servers' processor time per message, in microseconds. */
  serverMicroseconds: number;
  /** Share of one processor, in per cent: of the servers, of this process, and of everything else on the machine. */
  serverCpu: number;
  generatorCpu: number;
  otherCpu: number;
  /** The target's other process groups: processor time per message in microseconds, and share of one processor in per cent. */
  groups: { name: string; microseconds: number; cpu: number }[];
  /** How late this process itself was, at the 99th percentile, in milliseconds. */
  generatorLag: number;
};

type Talker = { socket: LeanSocket; conversationId: string };

export type Traffic = {
  /** Sends `count` messages at this rate, whether or not they are answered, and then waits for the answers. */
  run(rate: number, count: number): Promise<Figures>;
  close(): void;
};

/**
 * Connects the standard traffic, spread evenly over the servers: if there are several, the agent of every second conversation is on a
 * different one than its visitor. When it resolves, every conversation has had a visitor message. Agents write only in a share of them: where
 * none has written, every message is a question to the bot.
 */
export async function openTraffic(target: Target, { answeredShare = 1 } = {}): Promise<Traffic> {
  const { servers, siteKey, siteId } = target;
  const groups = [
    groupOf(
      'servers',
      target.servers.map(({ child }) => child.pid ?? 0),
    ),
    ...target.groups,
  ];
  const portOf = (n: number) => (servers[n % servers.length] ?? servers[0])?.port ?? 0;
  const agentIndex = (conversation: number) => Math.floor(conversation / servers.length) % target.accessTokens.length;
  const isAcross = (conversation: number) => conversation % servers.length !== agentIndex(conversation) % servers.length;
  const isAcrossOf = new Map<string, boolean>();
  let window: Window | null = null;
  let windows = 0;

  /** Counts what a participant receives: the echo of their own, the delivery of the other side's, each conversation in order of `seq`. */
  function listenTo(socket: LeanSocket, side: 'visitor' | 'agent'): void {
    const lastSeq = new Map<string, number>();
    const after = (key: string, seq: number) => {
      const isAfter = seq > (lastSeq.get(key) ?? 0);
      if (isAfter) lastSeq.set(key, seq);
      return isAfter;
    };
    socket.onEvent = (json) => {
      if (!json.startsWith('["new-message"')) return;
      const { conversationId, seq, clientMessageId, senderType } = JSON.parse(json)[1];
      const across = isAcrossOf.get(conversationId) ?? false;
      const [ofAll, ofSender] = [after(conversationId, seq), after(`${conversationId}${senderType}`, seq)];
      const index = window && indexIn(window, clientMessageId);
      if (window === null || index === null) return;
      if (!ofSender || (!ofAll && !across)) window.reordered += 1;
      else if (!ofAll) window.overtaken += 1;
      if (senderType === side) return void tally(window.echoed, index);
      tally(window.delivered, index);
      if (side === 'visitor') return;
      const delay = since(window.due[index]);
      window.toAgent.record(delay);
      (across ? window.across : window.within).record(delay);
    };
  }

  const enter = async (n: number): Promise<Talker> => {
    const socket = await LeanSocket.connect({ port: portOf(n), namespace: '/widget' });
    listenTo(socket, 'visitor');
    const joined = await socket.ask<{ conversation: { _id: string } }>('join-conversation', { siteKey, visitorId: `load-${n}` });
    const conversationId = joined.conversation._id;
    isAcrossOf.set(conversationId, isAcross(n));
    await socket.ask('send-message', { conversationId, content: 'Hello', clientMessageId: 'hello' });
    return { socket, conversationId };
  };
  const visitors = await inTurns(STANDARD.visitors, enter);
  const agents: LeanSocket[] = [];
  for (const [n, token] of target.accessTokens.entries()) {
    const socket = await LeanSocket.connect({ port: portOf(n), namespace: '/admin', auth: { token } });
    listenTo(socket, 'agent');
    await socket.ask('join-site', { siteId });
    agents.push(socket);
  }
  const answered = Math.round(visitors.length * answeredShare);
  const agentOf = (conversation: number) => agents[agentIndex(conversation)] as LeanSocket;
  await inTurns(STANDARD.visitors, async (n) => {
    const { conversationId } = visitors[n] as Talker;
    await agentOf(n).ask('join-conversation', { conversationId });
    if (n < answered) await agentOf(n).ask('send-message', { conversationId, content: 'Good morning', clientMessageId: `hello-${n}` });
  });

  function send(to: Window, index: number, conversation: number): void {
    const { socket, conversationId } = visitors[conversation] as Talker;
    const from = to.fromVisitor[index] === 1 ? socket : agentOf(conversation);
    from.emit('send-message', `{"conversationId":"${conversationId}","content":"${CONTENT}","clientMessageId":"${to.tag}${index}"}`, (json) => {
      if (!json.startsWith('[{"ok":true')) tally(to.refused, index);
      tally(to.acked, index);
      to.acks.record(since(to.due[index]));
    });
  }

  async function run(rate: number, count: number): Promise<Figures> {
    const random = seeded(windows);
    const current = newWindow(`w${windows++}-`, count);
    for (let index = 0; index < count; index += 1) current.fromVisitor[index] = random() < STANDARD.visitorShare ? 1 : 0;
    const conversations = Uint32Array.from(current.fromVisitor, (isVisitors) => Math.floor(random() * (isVisitors ? visitors.length : answered)));
    window = current;
    const before = readUsage(groups);
    const lag = monitorEventLoopDelay({ resolution: 2 });
    lag.enable();
    const startedAt = performance.now();
    for (let index = 0; index < count; index += 1) current.due[index] = startedAt + (index * 1000) / rate;
    await onSchedule(current.due, (index) => send(current, index, conversations[index] as number));
    await answersTo(current);
    const seconds = (performance.now() - startedAt) / 1000;
    lag.disable();
    const after = readUsage(groups);
    window = null;
    const used = after.groups.map((cpu, index) => Math.max(0, cpu - (before.groups[index] ?? 0)));
    const [generator, machine] = [after.generator - before.generator, after.machine - before.machine];
    const others = machine - generator - used.reduce((sum, cpu) => sum + cpu, 0);
    const each = used.map((cpu, index) => ({ name: groups[index]?.name ?? '', microseconds: (cpu * 1000) / count, cpu: cpu / seconds / 10 }));
    const { acks, toAgent, within, across, refused, reordered, overtaken } = current;
    return {
      rate,
      count,
      visitorToAgent: { p50: quantile(toAgent, 50), p95: quantile(toAgent, 95), p99: quantile(toAgent, 99) },
      within: { p50: quantile(within, 50), p99: quantile(within, 99) },
      across: { p50: quantile(across, 50), p99: quantile(across, 99) },
      ack: { p50: quantile(acks, 50), p99: quantile(acks, 99) },
      errors: refused.filter((times) => times > 0).length,
      lost: missing(current),
      duplicates: doubled(current),
      reordered,
      overtaken,
      serverMicroseconds: each[0]?.microseconds ?? 0,
      serverCpu: each[0]?.cpu ?? 0,
      generatorCpu: generator / seconds / 10,
      otherCpu: Math.max(0, others) / seconds / 10,
      groups: each.slice(1),
      generatorLag: lag.percentile(99) / 1e6,
    };
  }

  return {
    run,
    close() {
      for (const { socket } of visitors) socket.close();
      for (const socket of agents) socket.close();
    },
  };
}

/** Calls `act` for 0 to `count` - 1, some at a time; returns the results in order. */
async function inTurns<T>(count: number, act: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const n = next++;
      results[n] = await act(n);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}
