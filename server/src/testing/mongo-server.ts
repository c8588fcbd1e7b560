import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the server for tests; null = there is none. */
    mongodbUri: string | null;
    /** The server's process, for tests that freeze it; null = unknown. */
    mongodbPid: number | null;
  }
}

const HOW_TO_GET_ONE =
  'Start one and name it: docker run -d -p 27017:27017 mongo:8 --replSet rs0 --setParameter enableTestCommands=1, then ' +
  'docker exec <container> mongosh --eval "rs.initiate()" and MONGODB_TEST_URI=mongodb://localhost:27017/?directConnection=true npm test; or put mongod on the PATH.';

/** Says where the MongoDB rules find a server: MONGODB_TEST_URI, else a `mongod` of our own, else nowhere, which is told, or a failure with REQUIRE_MONGODB=1. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MONGODB_TEST_URI;
  if (given) {
    process.stdout.write('The rules of the MongoDB store run on MONGODB_TEST_URI.\n');
    project.provide('mongodbUri', given);
    project.provide('mongodbPid', Number(process.env.MONGODB_TEST_PID) || null);
    return undefined;
  }
  if (spawnSync('mongod', ['--version']).error === undefined) {
    const { uri, child, stop } = await startMongod();
    process.stdout.write('The rules of the MongoDB store run on the mongod of the PATH.\n');
    project.provide('mongodbUri', uri);
    project.provide('mongodbPid', child.pid ?? null);
    return stop;
  }
  if (process.env.REQUIRE_MONGODB === '1') throw new Error(`REQUIRE_MONGODB=1, but there is no MongoDB to test on. ${HOW_TO_GET_ONE}`);
  process.stderr.write(`\n!! The rules of the MongoDB store are NOT proved by this run: there is no MongoDB to test on. ${HOW_TO_GET_ONE}\n`);
  project.provide('mongodbUri', null);
  project.provide('mongodbPid', null);
  return undefined;
}

/** A replica set of one in a folder of its own. */
async function startMongod(): Promise<{ uri: string; child: ChildProcess; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-mongod-'));
  const port = await findFreePort();
  const child = spawn(
    'mongod',
    ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0', '--setParameter', 'enableTestCommands=1'],
    { stdio: 'ignore' },
  );
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 30_000 });
  const admin = client.db('admin');
  await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
  while (!(await admin.command({ hello: 1 })).isWritablePrimary) await new Promise((resolve) => setTimeout(resolve, 50));
  await client.close();
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
  return { uri, child, stop };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
