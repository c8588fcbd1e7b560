import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CopyRefused } from './installation.ts';

/** Where an installation is stored. */
export type Address = { engine: 'sqlite'; file: string } | { engine: 'mongodb'; uri: string };

/** Parses `--from` or `--to`: a MongoDB connection string, or the file of an embedded store. */
export function readAddress(text: string): Address {
  if (/^mongodb(\+srv)?:\/\//.test(text)) return { engine: 'mongodb', uri: text };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme) throw new CopyRefused(`${scheme}:// is not supported: name an SQLite file, or an address that begins with mongodb:// or mongodb+srv://.`);
  if (text.trim() === '') throw new CopyRefused('An empty address: name an SQLite file, or an address that begins with mongodb:// or mongodb+srv://.');
  return { engine: 'sqlite', file: realPath(resolve(text)) };
}

/** The path with links resolved; its last part may not exist yet. */
function realPath(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const folder = dirname(file);
  return existsSync(folder) ? join(realpathSync(folder), basename(file)) : file;
}

/** Whether both addresses name the same place, regardless of credentials and options. */
export function isSamePlace(a: Address, b: Address): boolean {
  if (a.engine === 'sqlite') return b.engine === 'sqlite' && a.file === b.file;
  return b.engine === 'mongodb' && placeOf(a.uri) === placeOf(b.uri);
}

/** The hosts and the database of a connection string. */
function placeOf(uri: string): string {
  const [, hosts = '', database = ''] = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)\/?([^?]*)/.exec(uri) ?? [];
  return `${hosts.toLowerCase().split(',').sort().join()}/${database || 'supportchat'}`;
}
