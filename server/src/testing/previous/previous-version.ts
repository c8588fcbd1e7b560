import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** The version before this one: its server as programs, and what its store has written. `scripts/previous/pack.mjs` made it. */
export type PreviousVersion = {
  /** The server, for `startServerProcess`. */
  main: string;
  /** Its built widget. */
  widgetFolder: string;
  /** A database file with sample content that it has written; a removal is incomplete. */
  databaseFile: string;
  /** Writes the same content into an empty MongoDB, which it migrates first. */
  writeContent(mongodbUri: string): void;
  /** Deletes the unpacked files. */
  remove(): void;
};

type Index = { commit: string; files: { path: string; bytes: number }[] };

const PACKED = join(import.meta.dirname, 'version.br');
const PACKAGES = join(import.meta.dirname, '../../../../node_modules');

/** Known parts of the sample content. */
export const PREVIOUS = {
  password: 'correct horse battery',
  owner: 'ada@shop.example',
  agent: 'cleo@shop.example',
  inviteToken: 'previous-invite-token',
  /** Of a session of the owner, as its cookie has it. */
  refreshToken: `${idOf(21)}.previous-refresh-token`,
  visitorToken: 'previous-visitor-token',
  siteKey: 'sc_previous_shop',
  siteId: idOf(1),
  /** Its visitor's question has an answer that is pending. */
  waiting: idOf(41),
  assigned: idOf(42),
  removed: idOf(47),
};

/** Unpacks it into a temporary folder. */
export function unpackPreviousVersion(): PreviousVersion {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-previous-'));
  const all = brotliDecompressSync(readFileSync(PACKED));
  const end = all.indexOf('\n');
  const { files } = JSON.parse(all.toString('utf8', 0, end)) as Index;
  let from = end + 1;
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), all.subarray(from, from + bytes));
    from += bytes;
  }
  symlinkSync(PACKAGES, join(folder, 'node_modules'), 'junction');
  return {
    main: join(folder, 'server/src/main.mjs'),
    widgetFolder: join(folder, 'widget/dist'),
    databaseFile: join(folder, 'supportchat.db'),
    writeContent: (mongodbUri) => void execFileSync(process.execPath, [join(folder, 'write-content.mjs'), mongodbUri]),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function idOf(number: number): string {
  return `683d5000${number.toString(16).padStart(16, '0')}`;
}
