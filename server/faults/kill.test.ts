import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fixture, NOTHING_WRONG, openFixture } from './fixture.ts';
import { seeded } from './seeded.ts';
import { pause } from './until.ts';

const KILLS = 20;
/** More follow until one hits a message between its commit and its ack: on a fast machine that takes a few more. */
const MAX_KILLS = 120;
const MESSAGES_PER_SECOND = 200;
const SEED = 20_261_123;
/** The maximum time that a server lives after it acks again. */
const LIFE_MS = 800;

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture({ window: 4 });
}, 60_000);
afterEach(() => fixture.close());

test(`[MSG10] killed at least ${KILLS} times under ${MESSAGES_PER_SECOND} messages a second: no acked message is lost, none duplicated, order kept`, async () => {
  const { population } = fixture;
  const random = seeded(SEED);
  const stopTalking = population.startTalking(MESSAGES_PER_SECOND, SEED);
  const readyAfterMs: number[] = [];
  const swallowed = () => population.clients.reduce((sum, client) => sum + client.outbox.storedBefore, 0);
  for (let kill = 0; kill < KILLS || (kill < MAX_KILLS && swallowed() === 0); kill += 1) {
    await fixture.isServing();
    await pause(random() * LIFE_MS);
    const restart = await fixture.restart('SIGKILL');
    expect(restart.exit).toEqual({ code: null, signal: 'SIGKILL' });
    readyAfterMs.push(restart.readyAfterMs);
  }
  await fixture.isServing();
  stopTalking();
  // A client kept out by several kills in a row is shown late what was acked meanwhile.
  expect(await population.verdict(fixture.server.url, Number.POSITIVE_INFINITY)).toEqual(NOTHING_WRONG);

  process.stdout.write(
    `${readyAfterMs.length} kills: ${population.acked()} messages written and acked, of which ${swallowed()} were stored by a try whose ack the kill swallowed; ` +
      `listening again within ${Math.round(Math.max(...readyAfterMs))} ms\n`,
  );
  expect(swallowed(), 'no kill hit a message between its commit and its ack').toBeGreaterThan(0);
}, 300_000);
