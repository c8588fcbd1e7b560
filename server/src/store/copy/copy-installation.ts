import type { BlobStorage } from '../../blobs/blob-storage.ts';
import { isSamePlace, readAddress } from './address.ts';
import { copyBlobs, countBlobs } from './copy-blobs.ts';
import { digestOf } from './digest.ts';
import { CopyRefused, type Installation, type Mark, type Source, type Target } from './installation.ts';
import { openSource, openTarget } from './open-installation.ts';
import { assertKey, type Key, keyOf, PARTS, type Part, type Row } from './rows.ts';
import { type Comparison, compare } from './verify.ts';

export type CopyRequest = {
  from: string;
  to: string;
  isVerifyOnly: boolean;
  /** Where the uploaded files of either side are, unless they are beside its rows. */
  fromBlobs?: BlobStorage | undefined;
  toBlobs?: BlobStorage | undefined;
};
export type CopyDeps = {
  clock: () => Date;
  /** A sentence for the operator. */
  report: (sentence: string) => void;
  /** The progress so far. */
  progress: Progress;
  /** Aborted when the operator wants to stop. */
  signal: AbortSignal;
};
/** Called for the rows of one pass over an installation. */
export type Progress = { begin(what: string, total: number, done: number): void; add(rows: number): void; end(): void };

/** The operator stopped the copy; the rows copied so far stay. */
export class Interrupted extends Error {}

const BATCH = 2000;

/**
 * Copies an installation to an empty target, or resumes an interrupted copy, and compares both sides at the end. The copy is complete, and
 * usable by a server, when all parts match. Throws CopyRefused when it cannot start; Interrupted when the signal was aborted.
 */
export async function copyInstallation({ from, to, isVerifyOnly, fromBlobs, toBlobs }: CopyRequest, deps: CopyDeps): Promise<Comparison[]> {
  const [sourceAddress, targetAddress] = [readAddress(from), readAddress(to)];
  if (isSamePlace(sourceAddress, targetAddress)) throw new CopyRefused('--from and --to name the same place.');
  const source = withBlobs(await openSource(sourceAddress, deps.clock), fromBlobs);
  try {
    const target = withBlobs(await (isVerifyOnly ? openSource : openTarget)(targetAddress, deps.clock), toBlobs);
    try {
      if (!isVerifyOnly) await copy(source, target as Target, deps);
      const compared = await verify(source, target, deps);
      if (!isVerifyOnly && compared.every(({ isSame }) => isSame)) await (target as Target).finish();
      return compared;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copy(source: Source, target: Target, deps: CopyDeps): Promise<void> {
  if (await source.readMark()) throw new CopyRefused(`${source.name} is itself a copy that is not complete: finish it first, or copy from its source.`);
  const secrets = await source.readSecrets();
  if (!secrets)
    throw new CopyRefused(
      `${source.name} has no secrets (secrets.json beside the file): put them there, or start the server on it once, which makes new ones.`,
    );
  const mark = await findMark(target, { name: source.name, secrets: digestOf(secrets) }, source.blobs === target.blobs);
  const kept = await target.readSecrets();
  if (kept && digestOf(kept) !== digestOf(secrets))
    throw new CopyRefused(
      `${target.name} has secrets of another installation (secrets.json beside the file, or the collection installation): move them away, then start again.`,
    );
  for (const sentence of await source.finishIncomplete()) deps.report(sentence);
  const counts = await Promise.all([...PARTS.map((part) => source.count(part)), countBlobs(source.blobs)]);
  const done = PARTS.map((part) => mark.progress[part]?.rows ?? 0);
  if (sum(done) > 0) deps.report(`Resuming the interrupted copy: ${sum(done).toLocaleString('en-US')} rows are already there.`);
  await target.begin(mark);
  await target.writeSecrets(secrets);
  deps.progress.begin('Copying', sum(counts), sum(done));
  try {
    for (const part of PARTS) await copyPart(part, { source, target, mark }, deps);
    await copyBlobs(source.blobs, target.blobs, () => countOne(deps));
  } catch (failure) {
    throw failure instanceof Interrupted ? failure : brokenOff(failure);
  } finally {
    deps.progress.end();
  }
}

/** The mark of an interrupted copy of this source, or a new one when nothing is stored yet. `keepsFiles`: both sides have their files in the same place. */
async function findMark(target: Target, source: Mark['source'], keepsFiles: boolean): Promise<Mark> {
  const mark = await target.readMark();
  if (mark) {
    if (mark.source.name === source.name && mark.source.secrets === source.secrets) return mark;
    throw new CopyRefused(`${target.name} holds an unfinished copy of ${mark.source.name}, not of this source: go on with that one, or remove it.`);
  }
  for (const part of PARTS)
    if ((await target.count(part)) > 0)
      throw new CopyRefused(`${target.name} is not empty (it has ${part}): name an empty target, or compare with --verify-only.`);
  if (!keepsFiles && (await target.blobs.list(null, 1)).length > 0)
    throw new CopyRefused(`The place for uploaded files of ${target.name} is not empty: name an empty target, or compare with --verify-only.`);
  return { source, progress: {} };
}

/** Copies the missing rows; the next batch is read while the last one is written. */
async function copyPart(part: Part, { source, target, mark }: { source: Source; target: Target; mark: Mark }, { progress, signal }: CopyDeps): Promise<void> {
  let { after, rows }: { after: Key | null; rows: number } = mark.progress[part] ?? { after: null, rows: 0 };
  let next: Promise<Row[]> = source.read(part, after, BATCH);
  for (;;) {
    const batch = await next;
    const last = batch.at(-1);
    if (!last) return;
    if (signal.aborted) throw new Interrupted();
    for (const row of batch) assertKey(part, keyOf(row));
    after = keyOf(last);
    rows += batch.length;
    next = source.read(part, after, BATCH);
    // Reported when awaited, which a failure of this batch may prevent.
    next.catch(() => {});
    await target.write(part, batch, { after, rows });
    progress.add(batch.length);
  }
}

function withBlobs<T extends Installation>(installation: T, blobs: BlobStorage | undefined): T {
  return blobs ? { ...installation, blobs } : installation;
}

/** Counts a blob as a row. */
function countOne({ progress, signal }: CopyDeps): void {
  if (signal.aborted) throw new Interrupted();
  progress.add(1);
}

async function verify(source: Installation, target: Installation, { progress, signal }: CopyDeps): Promise<Comparison[]> {
  const counts = await Promise.all([source, target].flatMap((side) => [...PARTS.map((part) => side.count(part)), countBlobs(side.blobs)]));
  progress.begin('Comparing', sum(counts), 0);
  try {
    return await compare(source, target, (rows) => {
      if (signal.aborted) throw new Interrupted();
      progress.add(rows);
    });
  } finally {
    progress.end();
  }
}

function brokenOff(cause: unknown): Error {
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
  return new Error(`The copy was interrupted: ${reason}. Run the same command again to resume it.`, { cause });
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
