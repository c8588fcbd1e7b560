import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newObjectId } from '../ids.ts';
import { createBlobs } from './blobs.ts';
import { blobContract } from './contract/blob-contract.ts';
import { bytes, chunksOf } from './contract/contents.ts';
import { createFolderStorage } from './folder.ts';
import { createRemoveOrphans } from './remove-orphans.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-blobs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const filesIn = (path: string) => (existsSync(path) ? readdirSync(path) : []);

blobContract('a folder', async () => ({
  storage: createFolderStorage(join(folder, 'blobs')),
  countUnfinished: async () => filesIn(join(folder, 'blobs', 'unfinished')).length,
  close: async () => {},
}));

test('[BLOB2] a process killed during a put leaves nothing that can be opened, and maintenance removes the rest after a day', async () => {
  const modules = import.meta.dirname;
  const program = `
    import { createFolderStorage } from ${JSON.stringify(join(modules, 'folder.ts'))};
    const content = (async function* () { for (;;) { yield Buffer.alloc(65536, 1); process.stdout.write('.'); } })();
    await createFolderStorage(${JSON.stringify(folder)}).write('${'a'.repeat(24)}', content);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');

  const storage = createFolderStorage(folder);
  expect(await storage.list(null, 10)).toEqual([]);
  expect(await createBlobs(storage, String).open('a'.repeat(24))).toBeNull();
  const [left = ''] = readdirSync(join(folder, 'unfinished'));
  const begun = statSync(join(folder, 'unfinished', left)).mtimeMs;
  const cleanUp = (afterMs: number) => createRemoveOrphans({ storage, clock: () => new Date(begun + afterMs) }, [])();
  await cleanUp(60_000);
  expect(readdirSync(join(folder, 'unfinished'))).toHaveLength(1);
  await cleanUp(24 * 60 * 60 * 1000 + 1000);
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
});

test('[BLOB7] while no feature claims blobs, none is removed', async () => {
  const storage = createFolderStorage(folder);
  const { id } = await createBlobs(storage, () => newObjectId(new Date(0))).put(chunksOf(bytes(5)), { maxBytes: 10 });
  await createRemoveOrphans({ storage, clock: () => new Date() }, [])();
  expect(await storage.size(id)).toBe(5);
});

test('files are readable by their owner only, and foreign files in the folder are left alone', async () => {
  const blobs = createFolderStorage(folder);
  const id = newObjectId(new Date());
  await blobs.write(id, chunksOf(bytes(5)));
  expect(statSync(join(folder, id.slice(0, 4), id)).mode & 0o777).toBe(0o600);
  writeFileSync(join(folder, 'notes.txt'), 'keep');
  mkdirSync(join(folder, 'ffff', 'f'.repeat(24)), { recursive: true });
  symlinkSync('/etc', join(folder, 'eeee'));
  expect(await blobs.list(null, 10)).toEqual([{ id, size: 5 }]);
  expect(await blobs.size('f'.repeat(24))).toBeNull();
});

test('a full or missing disk is UNAVAILABLE, and nothing is left', async () => {
  writeFileSync(join(folder, 'file'), '');
  const blobs = createBlobs(createFolderStorage(join(folder, 'file')), () => newObjectId(new Date()));
  await expect(blobs.put(chunksOf(bytes(5)), { maxBytes: 10 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
