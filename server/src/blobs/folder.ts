import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobStorage } from './blob-storage.ts';

/** Where files are written before they are complete; on the same file system, so that a rename is atomic. */
const UNFINISHED = 'unfinished';
/** The first digits of an id are its time: a subfolder holds the files of about 18 hours, and subfolders sort like the ids in them. */
const PREFIX_DIGITS = 4;
const SUBFOLDER = /^[0-9a-f]{4}$/;
const FILE = /^[0-9a-f]{24}$/;

/** Blobs as plain files in a folder, which is created with the first of them. */
export function createFolderStorage(root: string): BlobStorage {
  const unfinished = join(root, UNFINISHED);
  const subfolderOf = (id: string) => join(root, id.slice(0, PREFIX_DIGITS));
  const fileOf = (id: string) => join(subfolderOf(id), id);

  return {
    async write(id, content) {
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      const temporary = join(unfinished, id);
      try {
        const file = await open(temporary, 'w', 0o600);
        await pipeline(content, file.createWriteStream({ flush: true }));
        const isNew = (await mkdir(subfolderOf(id), { recursive: true, mode: 0o700 })) !== undefined;
        await rename(temporary, fileOf(id));
        await syncFolder(subfolderOf(id));
        if (isNew) await syncFolder(root);
      } catch (failure) {
        await rm(temporary, { force: true });
        throw failure;
      }
    },
    async size(id) {
      const found = await stat(fileOf(id)).catch(nullIfMissing);
      return found?.isFile() ? found.size : null;
    },
    read: (id, range) => createReadStream(fileOf(id), range ?? {}),
    async remove(id) {
      await rm(fileOf(id), { force: true });
    },
    async list(after, limit) {
      const found: { id: string; size: number }[] = [];
      const from = after?.slice(0, PREFIX_DIGITS) ?? '';
      const subfolders = (await namesIn(root)).filter((name) => SUBFOLDER.test(name) && name >= from).sort();
      for (const subfolder of subfolders) {
        const ids = (await namesIn(join(root, subfolder))).filter((name) => FILE.test(name) && name.startsWith(subfolder)).sort();
        for (const id of ids) {
          if (after !== null && id <= after) continue;
          const file = await stat(fileOf(id)).catch(nullIfMissing);
          if (file?.isFile()) found.push({ id, size: file.size });
          if (found.length === limit) return found;
        }
      }
      return found;
    },
    async removeUnfinished(before) {
      for (const name of await namesIn(unfinished)) {
        const file = await stat(join(unfinished, name)).catch(nullIfMissing);
        if (file && file.mtime < before) await rm(join(unfinished, name), { force: true });
      }
    },
  };
}

/** Makes a rename in the folder durable. Windows cannot sync a folder and does not need to. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(nullIfMissing)) ?? [];
}

function nullIfMissing(failure: unknown): null {
  if (failure instanceof Error && 'code' in failure && (failure.code === 'ENOENT' || failure.code === 'ENOTDIR')) return null;
  throw failure;
}
