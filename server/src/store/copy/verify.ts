import { digestBlobs } from './copy-blobs.ts';
import { type Digest, digestOf, digestPart } from './digest.ts';
import type { Installation } from './installation.ts';
import { PARTS, type Part } from './rows.ts';

/** A part on both sides, and whether it matches. */
export type Comparison = { part: Part | 'blobs' | 'secrets'; from: Digest; to: Digest; isSame: boolean };

/** Reads both sides completely, in parallel. `onRows` is called for each batch of either, and may throw to stop. */
export async function compare(source: Installation, target: Installation, onRows: (rows: number) => void): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const part of PARTS) {
    const [from, to] = await Promise.all([source, target].map((side) => digestPart(side, part, onRows)));
    compared.push(comparisonOf(part, from, to));
  }
  const blobs = await Promise.all([source, target].map((side) => digestBlobs(side.blobs, () => onRows(1))));
  const secrets = await Promise.all([source, target].map(digestSecrets));
  return [...compared, comparisonOf('blobs', blobs[0], blobs[1]), comparisonOf('secrets', secrets[0], secrets[1])];
}

async function digestSecrets(installation: Installation): Promise<Digest> {
  const secrets = await installation.readSecrets();
  return { rows: secrets ? 1 : 0, hash: digestOf(secrets) };
}

function comparisonOf(part: Comparison['part'], from: Digest | undefined, to: Digest | undefined): Comparison {
  if (!from || !to) throw new Error('Both sides are read, or the comparison has failed.');
  return { part, from, to, isSame: from.rows === to.rows && from.hash === to.hash };
}
