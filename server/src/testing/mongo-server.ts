import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the test server; null = there is none. */
    mongodbUri: string | null;
    /** The server's process, for tests that freeze it; null = unknown. */
    mongodbPid: number | null;
    /** Shell command that starts the server if it is not running, and prints its process id as the last line; null = unknown, and nothing may kill it. */
    mongodbRestart: string | null;
  }
}

const HOW_TO_GET_ONE =
  'Start one and name it: docker run -d -p 27017:27017 mongo:8 --replSet rs0 --setParameter enableTestCommands=1, then ' +
  'docker exec <container> mongosh --eval "rs.initiate()" and MONGODB_TEST_URI=mongodb://localhost:27017/?directConnection=true npm test; or put mongod on the PATH.';

/** Finds a server for the MongoDB rules: MONGODB_TEST_URI, or a `mongod` of our own; otherwise this is reported, or fails with REQUIRE_MONGODB=1. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MONGODB_TEST_URI;
  if (given) {
    process.stdout.write('The rules of the MongoDB store run on MONGODB_TEST_URI.\n');
    project.provide('mongodbUri', given);
    project.provide('mongodbPid', Number(process.env.MONGODB_TEST_PID) || null);
    project.provide('mongodbRestart', process.env.MONGODB_TEST_RESTART || null);
    return undefined;
  }
  if (spawnSync('mongod', ['--version']).error === undefined) {
    const { uri, child, restart, stop } = await startMongod();
    process.stdout.write('The rules of the MongoDB store run on the mongod of the PATH.\n');
    project.provide('mongodbUri', uri);
    project.provide('mongodbPid', child.pid ?? null);
    project.provide('mongodbRestart', restart);
    return stop;
  }
  if (process.env.REQUIRE_MONGODB === '1') throw new Error(`REQUIRE_MONGODB=1, but there is no MongoDB to test on. ${HOW_TO_GET_ONE}`);
  process.stderr.write(`\n!! The rules of the MongoDB store are NOT proved by this run: there is no MongoDB to test on. ${HOW_TO_GET_ONE}\n`);
  project.provide('mongodbUri', null);
  project.provide('mongodbPid', null);
  project.provide('mongodbRestart', null);
  return undefined;
}

/** A single-node replica set in its own folder. */
async function startMongod(): Promise<{ uri: string; child: ChildProcess; restart: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-mongod-'));
  const pidFile = join(folder, 'pid');
  const port = await findFreePort();
  const options = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0', '--setParameter', 'enableTestCommands=1'];
  options.push('--pidfilepath', pidFile);
  const child = spawn('mongod', options, { stdio: 'ignore' });
  const restart =
    `kill -0 "$(cat '${pidFile}')" 2> /dev/null || mongod ${options.map((option) => `'${option}'`).join(' ')} --fork --logpath '${folder}/log' > /dev/null; ` +
    `cat '${pidFile}'`;
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 30_000 });
  const admin = client.db('admin');
  await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
  while (!(await admin.command({ hello: 1 })).isWritablePrimary) await wait(50);
  await client.close();
  const stop = async () => {
    // The first one, or one that a test has put in its place.
    const pid = Number(readFileSync(pidFile, 'utf8'));
    if (isThere(pid)) process.kill(pid, 'SIGTERM');
    while (isThere(pid)) await wait(50);
    rmSync(folder, { recursive: true });
  };
  return { uri, child, restart, stop };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
