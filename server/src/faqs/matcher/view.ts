import { invertLists, packLists } from './lists.ts';
import type { Parts } from './parts.ts';
import { numberOf, type Phrasings } from './phrasings.ts';
import type { Work } from './work.ts';

/** What some phrasings share with a message, and what they lack. Weights of parts are 0-1, rare ones near 1. */
export type Overlap = {
  /** Share of the message that they contain, 0-1. */
  share: number;
  /** Sum of the weights of the shared parts, and the greatest of them. */
  common: number;
  heaviestCommon: number;
  /** The greatest weight of a part that they lack. */
  heaviestMissing: number;
};

/** One view of texts: as bags of parts, where rare parts weigh more. */
export type View = {
  /** Cosine of the message with every phrasing, 0-1. */
  compare(message: readonly string[]): Float32Array;
  /** Cosines among the picked phrasings, row by row. */
  similarities(picked: readonly number[]): Float64Array;
  overlap(message: readonly string[], picked: readonly number[]): Overlap;
};

/** Words or phrasings that are processed in one step. */
const PER_STEP = 200;
/** With at most this many phrasings, some 60 FAQs, cosines among them are cached once computed: 4 bytes each, and half the work of a message. */
const MAX_CACHED_PHRASINGS = 300;

/** A part of a message. `number` is undefined for a part that no phrasing contains. */
type Part = { number: number | undefined; weight: number; square: number };

/**
 * Indexes the phrasings. A text's parts are the sum of its words' parts, so texts are stored as words, and parts once per word: that keeps
 * thousands of FAQs in a few megabytes.
 */
export function* createView(phrasings: Phrasings, parts: Parts): Work<View> {
  const { words, holders, count, vocabulary } = phrasings;
  const numbers = new Map<string, number>();
  const numbered: number[][] = [];
  for (const word of vocabulary.keys()) {
    numbered.push(parts.of(word).map((part) => numberOf(numbers, part)));
    if (numbered.length % PER_STEP === 0) yield;
  }
  const partsOf = packLists(numbered);
  yield;
  const wordsWith = invertLists(partsOf, numbers.size);
  yield;
  const seenIn = new Uint32Array(numbers.size);
  const bag = new Float64Array(numbers.size);
  const lengths = new Float64Array(count);

  for (let i = 0; i < count; i++) {
    forEachPart(i, (part) => {
      if (bag[part]!++ === 0) seenIn[part]!++;
    });
    emptyBag(i);
    if (i % PER_STEP === PER_STEP - 1) yield;
  }
  const weights = Float64Array.from(numbers, ([part, number]) => weigh(part, seenIn[number]!));
  const squares = weights.map((weight) => weight * weight);
  yield;
  for (let i = 0; i < count; i++) {
    let sum = 0;
    // The n-th occurrence of a part raises its squared count by 2n - 1.
    forEachPart(i, (part) => {
      sum += (2 * ++bag[part]! - 1) * squares[part]!;
    });
    lengths[i] = Math.sqrt(sum) || 1;
    emptyBag(i);
    if (i % PER_STEP === PER_STEP - 1) yield;
  }
  const newest = new Int32Array(numbers.size).fill(-1);

  /** Half by this site's texts, half by the language at large: a small site cannot know that "please" says nothing. */
  function weigh(part: string, phrasingsWithIt: number): number {
    return (Math.log(1 + count / (1 + phrasingsWithIt)) / Math.log(1 + count) + parts.rarity(part)) / 2;
  }

  function forEachPart(phrasing: number, visit: (part: number) => void): void {
    for (let k = words.start[phrasing]!; k < words.start[phrasing + 1]!; k++) {
      const word = words.items[k]!;
      for (let p = partsOf.start[word]!, end = partsOf.start[word + 1]!; p < end; p++) visit(partsOf.items[p]!);
    }
  }

  function emptyBag(phrasing: number): void {
    forEachPart(phrasing, (part) => {
      bag[part] = 0;
    });
  }

  /** The most recently split message: it is compared first, and its overlap with the best is computed afterwards. */
  let last: { message: readonly string[]; parts: Part[] } | null = null;

  /** The message's distinct parts. */
  function takeApart(message: readonly string[]): Part[] {
    if (last?.message !== message) last = { message, parts: countParts(message) };
    return last.parts;
  }

  function countParts(message: readonly string[]): Part[] {
    const counts = new Map<string, number>();
    for (const word of message) for (const part of parts.of(word)) counts.set(part, (counts.get(part) ?? 0) + 1);
    const found: Part[] = [];
    for (const [part, times] of counts) {
      const number = numbers.get(part);
      const weight = number === undefined ? weigh(part, 0) : weights[number]!;
      found.push({ number, weight, square: (times * weight) ** 2 });
    }
    return found;
  }

  const rows: Float32Array[] = [];

  /** Cosines of one phrasing with all. */
  function rowOf(phrasing: number): Float32Array {
    const known = rows[phrasing];
    if (known) return known;
    const row = new Float32Array(count);
    forEachPart(phrasing, (part) => {
      bag[part]! += squares[part]!;
    });
    for (let other = 0; other < count; other++) {
      let sum = 0;
      forEachPart(other, (part) => {
        sum += bag[part]!;
      });
      row[other] = sum / (lengths[phrasing]! * lengths[other]!);
    }
    emptyBag(phrasing);
    rows[phrasing] = row;
    return row;
  }

  return {
    compare(message) {
      const found = takeApart(message);
      let sum = 0;
      const wordScores = new Float32Array(vocabulary.size);
      for (const { number, weight, square } of found) {
        sum += square;
        if (number === undefined) continue;
        const score = Math.sqrt(square) * weight;
        for (let k = wordsWith.start[number]!, end = wordsWith.start[number + 1]!; k < end; k++) wordScores[wordsWith.items[k]!]! += score;
      }
      const length = Math.sqrt(sum) || 1;
      const cosines = new Float32Array(count);
      for (let word = 0; word < wordScores.length; word++) {
        const score = wordScores[word]!;
        if (score === 0) continue;
        for (let k = holders.start[word]!, end = holders.start[word + 1]!; k < end; k++) cosines[holders.items[k]!]! += score;
      }
      for (let i = 0; i < count; i++) cosines[i]! /= length * lengths[i]!;
      return cosines;
    },

    similarities(picked) {
      const n = picked.length;
      const cosines = new Float64Array(n * n);
      if (count <= MAX_CACHED_PHRASINGS) {
        for (let i = 0; i < n; i++) {
          const row = rowOf(picked[i]!);
          for (let j = 0; j < i; j++) cosines[j * n + i] = cosines[i * n + j] = row[picked[j]!]!;
          cosines[i * n + i] = 1;
        }
        return cosines;
      }
      // Each part has a chain of the rows that contain it so far: the newest entry, then entry by entry the older ones.
      const older: number[] = [];
      const rowOfEntry: number[] = [];
      for (const [i, phrasing] of picked.entries()) {
        forEachPart(phrasing, (part) => {
          for (let entry = newest[part]!; entry >= 0; entry = older[entry]!) cosines[i * n + rowOfEntry[entry]!]! += squares[part]!;
          older.push(newest[part]!);
          newest[part] = rowOfEntry.push(i) - 1;
        });
      }
      for (const phrasing of picked) {
        forEachPart(phrasing, (part) => {
          newest[part] = -1;
        });
      }
      for (let i = 0; i < n; i++) {
        cosines[i * n + i] = 1;
        for (let j = 0; j < i; j++) cosines[j * n + i] = cosines[i * n + j]! /= lengths[picked[i]!]! * lengths[picked[j]!]!;
      }
      return cosines;
    },

    overlap(message, picked) {
      for (const phrasing of picked) {
        forEachPart(phrasing, (part) => {
          bag[part] = 1;
        });
      }
      let whole = 0;
      let shared = 0;
      const overlap: Overlap = { share: 0, common: 0, heaviestCommon: 0, heaviestMissing: 0 };
      for (const { number, weight, square } of takeApart(message)) {
        whole += square;
        if (number !== undefined && bag[number] === 1) {
          shared += square;
          overlap.common += weight;
          overlap.heaviestCommon = Math.max(overlap.heaviestCommon, weight);
        } else overlap.heaviestMissing = Math.max(overlap.heaviestMissing, weight);
      }
      for (const phrasing of picked) emptyBag(phrasing);
      overlap.share = whole === 0 ? 0 : Math.sqrt(shared / whole);
      return overlap;
    },
  };
}
