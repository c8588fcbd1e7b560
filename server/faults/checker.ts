import { type DisplayedMessages, keyOf } from './displayed-messages.ts';

/** A message that a client tried to send, in the order in which its sender wanted them. */
export type Attempt = {
  /** The sender: `visitor:<id>` or `agent:<id>`. */
  sender: string;
  conversationId: string;
  clientMessageId: string;
  content: string;
  /** The receipts, one for each attempt that was acked with ok; none = unknown outcome. */
  receipts: { _id: string; seq: number }[];
  /** When it was first sent, and when its first receipt came, in milliseconds of this process. */
  firstSentAt?: number;
  ackedAt?: number;
};

/** A message as a reader saw it. */
export type ReadMessage = { _id: string; conversationId: string; seq: number; clientMessageId: string | null; sender: string; content: string };

/** What one reader ended up with: the messages of each conversation in the order shown. */
export type Reading = Map<string, ReadMessage[]>;

/** Every way in which messages can go wrong, each with what was found; all empty = nothing is wrong. */
export type Verdict = {
  /** Acked, but missing or different from its receipt. */
  lost: string[];
  /** Stored more than once. */
  duplicates: string[];
  /** Stored, but never attempted, or with different content. */
  phantoms: string[];
  /** `seq` is not 1, 2, 3 …, or a sender's messages are not in the order in which they were sent. */
  reordered: string[];
  /** A reader who resumed ended up with something other than a fresh one. */
  diverged: string[];
  /** Shown to a connected client later than allowed after its ack. */
  stale: string[];
};

/** What each client was shown, and when. */
export type Seen = Pick<DisplayedMessages, 'shownAt'>;

/** How long after its ack each client was shown each message, in milliseconds; before its ack is 0. */
export function delays(attempts: readonly Attempt[], seen: ReadonlyMap<string, Seen>): { reader: string; attempt: Attempt; afterMs: number }[] {
  return attempts.flatMap((attempt) => {
    const { ackedAt, conversationId, receipts } = attempt;
    const key = keyOf(conversationId, receipts[0]?.seq ?? 0);
    return [...seen].flatMap(([reader, { shownAt }]) => {
      const at = shownAt.get(key);
      return at === undefined || ackedAt === undefined ? [] : [{ reader, attempt, afterMs: Math.max(0, at - ackedAt) }];
    });
  });
}

/**
 * Compares what clients attempted with what can be read at the end.
 * @param fresh everything, as a new client reads it
 * @param resumed what each client that was there all along ended up with, by its name
 * @param seen when they were shown it, and the maximum delay after its ack, in milliseconds
 */
export function checkDelivery(
  attempts: readonly Attempt[],
  fresh: Reading,
  resumed: ReadonlyMap<string, Reading>,
  seen: { by: ReadonlyMap<string, Seen>; withinMs: number },
): Verdict {
  return {
    lost: attempts.flatMap((attempt) => findLoss(attempt, fresh.get(attempt.conversationId) ?? [])),
    duplicates: [...fresh.values()].flatMap(findDuplicates),
    phantoms: findPhantoms(attempts, fresh),
    reordered: [...fresh].flatMap(([id, messages]) => [...findGaps(id, messages), ...findReordered(attempts, id, messages)]),
    diverged: [...resumed].flatMap(([reader, reading]) => findDivergence(reader, reading, fresh)),
    stale: delays(attempts, seen.by)
      .filter(({ afterMs }) => afterMs > seen.withinMs)
      .map(({ reader, attempt, afterMs }) => `${reader} saw ${nameOf(attempt)} ${Math.round(afterMs)} ms after its ack`),
  };
}

const nameOf = ({ conversationId, sender, clientMessageId }: Pick<ReadMessage, 'conversationId' | 'sender' | 'clientMessageId'>) =>
  `${conversationId} ${sender} ${clientMessageId}`;

function findLoss(attempt: Attempt, messages: ReadMessage[]): string[] {
  return attempt.receipts
    .filter(({ _id, seq }) => {
      const stored = messages.find((message) => message.seq === seq);
      return stored?._id !== _id || nameOf(stored) !== nameOf(attempt);
    })
    .map(({ seq }) => `${nameOf(attempt)} was acked as ${seq}`);
}

function findDuplicates(messages: ReadMessage[]): string[] {
  const seen = new Set<string>();
  const repeated = (key: string) => seen.has(key) || !seen.add(key);
  return messages
    .filter((message) => {
      const sameId = repeated(message._id);
      return (message.clientMessageId !== null && repeated(nameOf(message))) || sameId;
    })
    .map((message) => `${nameOf(message)} is there again as ${message.seq}`);
}

function findPhantoms(attempts: readonly Attempt[], fresh: Reading): string[] {
  const contents = new Map(attempts.map((attempt) => [nameOf(attempt), attempt.content]));
  return [...fresh.values()]
    .flat()
    .filter((message) => contents.get(nameOf(message)) !== message.content)
    .map((message) => `${nameOf(message)} as ${message.seq}: ${JSON.stringify(message.content)}`);
}

function findGaps(conversationId: string, messages: ReadMessage[]): string[] {
  return messages.flatMap(({ seq }, index) => (seq === index + 1 ? [] : [`${conversationId}: ${seq} stands at place ${index + 1}`]));
}

function findReordered(attempts: readonly Attempt[], conversationId: string, messages: ReadMessage[]): string[] {
  const place = new Map(attempts.filter((attempt) => attempt.conversationId === conversationId).map((attempt, index) => [nameOf(attempt), index]));
  const newest = new Map<string, number>();
  return messages
    .filter((message) => {
      const at = place.get(nameOf(message));
      const before = newest.get(message.sender) ?? -1;
      if (at === undefined) return false;
      newest.set(message.sender, Math.max(at, before));
      return at < before;
    })
    .map((message) => `${nameOf(message)} as ${message.seq} came after a later one of its sender`);
}

function findDivergence(reader: string, reading: Reading, fresh: Reading): string[] {
  return [...reading].flatMap(([id, messages]) => {
    const expected = fresh.get(id) ?? [];
    const length = Math.max(messages.length, expected.length);
    const at = Array.from({ length }, (_, index) => index).find((index) => !isSame(messages[index], expected[index]));
    return at === undefined ? [] : [`${reader} sees ${describe(messages[at])} at place ${at + 1} of ${id}, a fresh reader ${describe(expected[at])}`];
  });
}

function isSame(one: ReadMessage | undefined, other: ReadMessage | undefined): boolean {
  return JSON.stringify(one && Object.entries(one).sort()) === JSON.stringify(other && Object.entries(other).sort());
}

const describe = (message: ReadMessage | undefined) =>
  message ? `${message.seq} ${message.sender} ${message.clientMessageId} ${JSON.stringify(message.content)}` : 'nothing';
