import { CopyRefused } from './installation.ts';

/** Throws unless the schema is the one that this version knows: null = there is none. */
export function assertVersion(name: string, version: number | null, newest: number): void {
  if (version === null) throw new CopyRefused(`${name} holds no SupportChat installation.`);
  if (version > newest)
    throw new CopyRefused(`${name} was written by a newer version of SupportChat (schema ${version}, this version knows ${newest}): copy it with that one.`);
  if (version < newest)
    throw new CopyRefused(
      `${name} was written by an older version of SupportChat (schema ${version} of ${newest}): start this version's server on it once, stop it, then copy.`,
    );
}
