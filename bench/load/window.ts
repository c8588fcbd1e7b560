import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** How long after the last message was due an answer still counts, in milliseconds. */
const DRAIN_MS = 5000;

/** One measurement: the outcome of each of its messages. Times are microseconds from when the message was due. */
export type Window = {
  tag: string;
  due: Float64Array;
  fromVisitor: Uint8Array;
  acked: Uint8Array;
  echoed: Uint8Array;
  delivered: Uint8Array;
  /** Visitors' messages as received by their agents: all, those whose agent is on the visitor's server, and the others. */
  toAgent: RecordableHistogram;
  within: RecordableHistogram;
  across: RecordableHistogram;
  acks: RecordableHistogram;
  /** Its ack was not ok, so nothing else is expected. */
  refused: Uint8Array;
  /** Received after a later message of the conversation: by the same sender or through the same server; by someone on another server. */
  reordered: number;
  overtaken: number;
};

export function newWindow(tag: string, count: number): Window {
  const bytes = () => new Uint8Array(count);
  return {
    tag,
    due: new Float64Array(count),
    fromVisitor: bytes(),
    acked: bytes(),
    echoed: bytes(),
    delivered: bytes(),
    toAgent: newHistogram(),
    within: newHistogram(),
    across: newHistogram(),
    acks: newHistogram(),
    refused: bytes(),
    reordered: 0,
    overtaken: 0,
  };
}

/** Counts microseconds. */
export const newHistogram = () => createHistogram({ lowest: 1, highest: 120_000_000, figures: 3 });

/** Calls `send` for each index when it is due, or as soon after as this process can. */
export function onSchedule(due: Float64Array, send: (index: number) => void): Promise<void> {
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

/** Waits until everything was answered, or up to a limit. */
export async function answersTo(window: Window): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  while (missing(window) > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Acks, echoes and deliveries that did not come. */
export const missing = ({ acked, echoed, delivered, refused }: Window) =>
  [acked, echoed, delivered].reduce((sum, tallied) => sum + tallied.filter((times, index) => times === 0 && refused[index] === 0).length, 0);
export const doubled = ({ acked, echoed, delivered }: Window) =>
  [acked, echoed, delivered].reduce((sum, tallied) => sum + tallied.filter((times) => times > 1).length, 0);
export const tally = (tallied: Uint8Array, index: number) => void (tallied[index] = Math.min(255, (tallied[index] as number) + 1));
export const since = (due: number | undefined) => Math.max(1, Math.round((performance.now() - (due ?? 0)) * 1000));
/** In milliseconds. */
export const quantile = (histogram: RecordableHistogram, percent: number) => histogram.percentile(percent) / 1000;

export function indexIn({ tag }: Window, clientMessageId: string): number | null {
  return clientMessageId.startsWith(tag) ? Number(clientMessageId.slice(tag.length)) : null;
}
