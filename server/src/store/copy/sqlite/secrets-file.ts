import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SecretsRecord } from '../../port/secrets.ts';
import { CopyRefused } from '../installation.ts';

/** The secrets of an embedded store are beside its file. */
export function secretsFileOf(file: string): string {
  return join(dirname(file), 'secrets.json');
}

/** Null when there is no such file. */
export function readSecretsFile(file: string): SecretsRecord | null {
  try {
    return JSON.parse(readFileSync(secretsFileOf(file), 'utf8')) as SecretsRecord;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && (failure.code === 'ENOENT' || failure.code === 'ENOTDIR')) return null;
    throw new CopyRefused(`${secretsFileOf(file)} cannot be read: ${failure instanceof Error ? failure.message : String(failure)}.`, { cause: failure });
  }
}

/** Readable only by its owner, and never written in part. */
export function writeSecretsFile(file: string, secrets: SecretsRecord): void {
  const path = secretsFileOf(file);
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
