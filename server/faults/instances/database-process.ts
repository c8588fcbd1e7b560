import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { mongodbUri } from '../../src/testing/mongo-database.ts';
import { until } from '../until.ts';

const command = inject('mongodbRestart');

/** Whether the tests may freeze and kill the database. */
export const canKillDatabase = command !== null;

if (mongodbUri !== null && !canKillDatabase) {
  process.stderr.write(
    '\n!! That a database that is frozen or killed loses nothing is NOT proved by this run: set MONGODB_TEST_RESTART to a shell command that starts ' +
      'the server of MONGODB_TEST_URI where it does not run, and prints its process id as the last line.\n',
  );
}

/** Starts the database if it is not running; resolves with its process id once it answers. */
export async function bringDatabaseUp(): Promise<number> {
  const { stdout } = await promisify(exec)(command ?? '', { timeout: 60_000 });
  const pid = Number(stdout.trim().split('\n').at(-1));
  if (!Number.isInteger(pid) || pid <= 1) throw new Error(`MONGODB_TEST_RESTART printed no process id: ${stdout}`);
  return pid;
}

/** Kills the database immediately; resolves when it is gone. */
export async function killDatabase(): Promise<void> {
  const pid = await bringDatabaseUp();
  process.kill(pid, 'SIGKILL');
  await until('the database is gone', () => !isThere(pid));
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
