import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from './ids.ts';

/** Made at the first start and kept in the data folder; there is no default that two installations could share. */
export type Secrets = {
  /** Signs access tokens (HS256, 256 bits). */
  accessTokenKey: string;
};

/** Reads the secrets of this installation, or makes them. The file is readable by its owner only. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'secrets.json');
  try {
    writeFileSync(file, `${JSON.stringify(newSecrets())}\n`, { mode: 0o600, flag: 'wx' });
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure;
  }
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  if (!secrets.accessTokenKey)
    throw new Error(`${file} has no accessTokenKey. Restore the file, or remove it to sign everybody out and start with new secrets.`);
  return { accessTokenKey: secrets.accessTokenKey };
}

export function newSecrets(): Secrets {
  return { accessTokenKey: newSecret() };
}
