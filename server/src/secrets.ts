import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { newSecret } from './ids.ts';
import type { SecretsRecord } from './store/port/secrets.ts';
import type { Store } from './store/store.ts';

const SECRETS_FILE = 'secrets.json';

/** Created at the first start and kept; there is no default that two installations could share. */
export type Secrets = SecretsRecord;

/**
 * The secrets of this installation: a file in the data folder beside the embedded store; in the database when several processes share one,
 * which adopts a file created by an earlier start.
 */
export async function findSecrets({ dataDir, mongodbUri }: Pick<Config, 'dataDir' | 'mongodbUri'>, store: Store): Promise<Secrets> {
  const isInFile = mongodbUri === null || existsSync(join(dataDir, SECRETS_FILE));
  return store.shareSecrets(isInFile ? loadSecrets(dataDir) : newSecrets());
}

/** Identifies an installation without revealing its secret. */
export function nameOfInstallation({ accessTokenKey }: Secrets): string {
  return `supportchat:${createHash('sha256').update(accessTokenKey).digest('hex').slice(0, 12)}`;
}

/** Reads the secrets of this installation, or creates them. The file is readable only by its owner. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, SECRETS_FILE);
  try {
    writeFileSync(file, `${JSON.stringify(newSecrets())}\n`, { mode: 0o600, flag: 'wx' });
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure;
  }
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  if (!secrets.accessTokenKey)
    throw new Error(`${file} has no accessTokenKey. Restore the file, or remove it to start with new secrets; existing access tokens are then rejected.`);
  return { accessTokenKey: secrets.accessTokenKey };
}

export function newSecrets(): Secrets {
  return { accessTokenKey: newSecret() };
}
