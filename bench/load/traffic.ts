import { createHistogram, monitorEventLoopDelay, type RecordableHistogram } from 'node:perf_hooks';
import { seeded } from '../../server/faults/seeded.ts';
import { LeanSocket } from './lean-socket.ts';
import type { Target } from './targets.ts';
import { readUsage } from './usage.ts';

/** Standard traffic: so many visitors, each in a conversation that one of the agents has joined; all agents watch the site. */
export const STANDARD = { visitors: 200, agents: 4, visitorShare: 0.7 };

/** 90 characters. */
const CONTENT = 'My order from last week has not arrived yet, could you please have a look where it is? Ty!';
/** How long after the last message was due an answer still counts, in milliseconds. */
const DRAIN_MS = 5000;

export type Figures = {
  /** Messages a second that were due, and how many of them there were. */
  rate: number;
  count: number;
  /** Milliseconds from the moment at which a message was due. */
  visitorToAgent: { p50: number; p95: number; p99: number };
  ack: { p50: number; p99: number };
  /** Acks that were not ok. */
  errors: number;
  /** Acks, echoes and deliveries to the other side that never came, came twice, or came out of order. */
  lost: number;
  duplicates: number;
  reordered: number;
  /** Server's processor time for a message, in microseconds. */
  serverMicroseconds: number;
  /** Share of one processor, in per cent: of the server, of this process, and of everybody else on the machine. */
  serverCpu: number;
  generatorCpu: number;
  otherCpu: number;
  /** How late this process was itself, 99 of 100 times at most, in milliseconds. */
  generatorLag: number;
};

type Talker = { socket: LeanSocket; conversationId: string };
type Window = {
  tag: string;
  due: Float64Array;
  acked: Uint8Array;
  echoed: Uint8Array;
  delivered: Uint8Array;
  toAgent: RecordableHistogram;
  acks: RecordableHistogram;
  fromVisitor: Uint8Array;
  errors: number;
};

export type Traffic = {
  /** Sends `count` messages at this rate, whatever the answers do, and waits for them. */
  run(rate: number, count: number): Promise<Figures>;
  close(): void;
};

/** Connects the standard traffic; every conversation has had a message of each side when it resolves. */
export async function openTraffic(target: Target): Promise<Traffic> {
  const { port, siteKey, siteId } = target;
  let window: Window | null = null;
  let windows = 0;
  let reordered = 0;

  /** Counts what a participant hears: echo of their own, delivery of the other side's, each conversation in order of `seq`. */
  function hear(socket: LeanSocket, side: 'visitor' | 'agent'): void {
    const lastSeq = new Map<string, number>();
    socket.onEvent = (json) => {
      if (!json.startsWith('["new-message"')) return;
      const { conversationId, seq, clientMessageId, senderType } = JSON.parse(json)[1];
      const before = lastSeq.get(conversationId);
      if (before !== undefined && seq !== before + 1) reordered += 1;
      lastSeq.set(conversationId, seq);
      const index = window && indexIn(window, clientMessageId);
      if (window === null || index === null) return;
      if (senderType === side) return void tally(window.echoed, index);
      tally(window.delivered, index);
      if (side === 'agent') window.toAgent.record(since(window.due[index]));
    };
  }

  const visitors: Talker[] = [];
  for (let n = 0; n < STANDARD.visitors; n += 1) {
    const socket = await LeanSocket.connect({ port, namespace: '/widget' });
    hear(socket, 'visitor');
    const joined = await socket.ask<{ conversation: { _id: string } }>('join-conversation', { siteKey, visitorId: `load-${n}` });
    visitors.push({ socket, conversationId: joined.conversation._id });
    await socket.ask('send-message', { conversationId: joined.conversation._id, content: 'Hello', clientMessageId: 'hello' });
  }
  const agents: LeanSocket[] = [];
  for (const token of target.accessTokens) {
    const socket = await LeanSocket.connect({ port, namespace: '/admin', auth: { token } });
    hear(socket, 'agent');
    await socket.ask('join-site', { siteId });
    agents.push(socket);
  }
  const agentOf = (conversation: number) => agents[conversation % agents.length] as LeanSocket;
  for (const [n, { conversationId }] of visitors.entries()) {
    await agentOf(n).ask('join-conversation', { conversationId });
    await agentOf(n).ask('send-message', { conversationId, content: 'Good morning', clientMessageId: `hello-${n}` });
  }

  function send(to: Window, index: number, conversation: number): void {
    const { socket, conversationId } = visitors[conversation] as Talker;
    const from = to.fromVisitor[index] === 1 ? socket : agentOf(conversation);
    from.emit('send-message', `{"conversationId":"${conversationId}","content":"${CONTENT}","clientMessageId":"${to.tag}${index}"}`, (json) => {
      if (!json.startsWith('[{"ok":true')) to.errors += 1;
      tally(to.acked, index);
      to.acks.record(since(to.due[index]));
    });
  }

  async function run(rate: number, count: number): Promise<Figures> {
    const random = seeded(windows);
    const current = newWindow(`w${windows++}-`, count);
    const conversations = Uint32Array.from({ length: count }, () => Math.floor(random() * visitors.length));
    for (let index = 0; index < count; index += 1) current.fromVisitor[index] = random() < STANDARD.visitorShare ? 1 : 0;
    window = current;
    reordered = 0;
    const pid = target.child.pid ?? 0;
    const before = readUsage(pid);
    const lag = monitorEventLoopDelay({ resolution: 2 });
    lag.enable();
    const begun = performance.now();
    for (let index = 0; index < count; index += 1) current.due[index] = begun + (index * 1000) / rate;
    await onSchedule(current.due, (index) => send(current, index, conversations[index] as number));
    await answersTo(current);
    const seconds = (performance.now() - begun) / 1000;
    lag.disable();
    const after = readUsage(pid);
    window = null;
    const [server, generator, machine] = [after.server - before.server, after.generator - before.generator, after.machine - before.machine];
    return {
      rate,
      count,
      visitorToAgent: { p50: quantile(current.toAgent, 50), p95: quantile(current.toAgent, 95), p99: quantile(current.toAgent, 99) },
      ack: { p50: quantile(current.acks, 50), p99: quantile(current.acks, 99) },
      errors: current.errors,
      lost: missing(current),
      duplicates: [current.acked, current.echoed, current.delivered].reduce((sum, tallied) => sum + tallied.filter((times) => times > 1).length, 0),
      reordered,
      serverMicroseconds: (server * 1000) / count,
      serverCpu: server / seconds / 10,
      generatorCpu: generator / seconds / 10,
      otherCpu: Math.max(0, machine - server - generator) / seconds / 10,
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

function newWindow(tag: string, count: number): Window {
  const histogram = () => createHistogram({ lowest: 1, highest: 120_000_000, figures: 3 });
  const bytes = () => new Uint8Array(count);
  return {
    tag,
    due: new Float64Array(count),
    acked: bytes(),
    echoed: bytes(),
    delivered: bytes(),
    fromVisitor: bytes(),
    toAgent: histogram(),
    acks: histogram(),
    errors: 0,
  };
}

/** Calls `send` for each index when it is due, or as soon after as this process can. */
function onSchedule(due: Float64Array, send: (index: number) => void): Promise<void> {
  return new Promise((resolve) => {
    let next = 0;
    const tick = () => {
      const now = performance.now();
      while (next < due.length && (due[next] as number) <= now) send(next++);
      if (next === due.length) resolve();
      else setTimeout(tick, 1);
    };
    tick();
  });
}

/** Waits until everything was answered, or for a while. */
async function answersTo(window: Window): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  while (missing(window) > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
}

const missing = ({ acked, echoed, delivered }: Window) =>
  [acked, echoed, delivered].reduce((sum, tallied) => sum + tallied.filter((times) => times === 0).length, 0);
const tally = (tallied: Uint8Array, index: number) => void (tallied[index] = Math.min(255, (tallied[index] as number) + 1));
const since = (due: number | undefined) => Math.max(1, Math.round((performance.now() - (due ?? 0)) * 1000));
const quantile = (histogram: RecordableHistogram, percent: number) => histogram.percentile(percent) / 1000;

function indexIn({ tag }: Window, clientMessageId: string): number | null {
  return clientMessageId.startsWith(tag) ? Number(clientMessageId.slice(tag.length)) : null;
}
