import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Installation, setUpInstallation } from './installation.ts';
import { gatherPopulation, type Population } from './population.ts';
import { seeded } from './seeded.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { pause, until } from './until.ts';

const KILLS = 20;
const MESSAGES_PER_SECOND = 200;
const SEED = 20_261_123;
/** The longest that a server lives after its clients are served again. */
const LIFE_MS = 800;
const NOTHING_WRONG = { lost: [], duplicates: [], phantoms: [], reordered: [], diverged: [] };

let dataDir: string;
let server: ServerProcess;
let installation: Installation;
let population: Population;

const start = (port = 0) => startServerProcess({ dataDir, port, env: { VISITOR_MESSAGES_PER_10S: '100000' } });

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'supportchat-faults-'));
  server = await start();
  installation = await setUpInstallation(server, 4);
  population = await gatherPopulation(server.url, installation, { visitors: 40, window: 4 });
}, 30_000);

afterEach(async () => {
  population.close();
  await server.end('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

/** The server goes on serving: messages are acked again. */
async function isServingAgain(): Promise<void> {
  const before = population.acked();
  await until('messages are acked again', () => population.acked() >= before + 20);
}

test(
  `[MSG10] killed ${KILLS} times under ${MESSAGES_PER_SECOND} messages a second: no acked message is lost, none doubled, order kept`,
  async () => {
    const random = seeded(SEED);
    const stopTalking = population.startTalking(MESSAGES_PER_SECOND, SEED);
    const readyAfter: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await isServingAgain();
      await pause(random() * LIFE_MS);
      expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      const killedAt = performance.now();
      server = await start(server.port);
      readyAfter.push(performance.now() - killedAt);
    }
    await isServingAgain();
    stopTalking();
    expect(await population.verdict(server.url)).toEqual(NOTHING_WRONG);

    const storedBefore = sum(population.clients.map((client) => client.storedBefore));
    process.stdout.write(
      `${KILLS} kills: ${population.acked()} messages written and acked, ${storedBefore} of them stored by a try whose ack the kill swallowed; ` +
        `ready again after at most ${Math.round(Math.max(...readyAfter))} ms\n`,
    );
    expect(storedBefore).toBeGreaterThan(0);
  },
  90_000,
);

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
