import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fixture, NOTHING_WRONG, openFixture } from './fixture.ts';

const STOPS = 3;

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture({ window: 4 });
}, 60_000);
afterEach(() => fixture.close());

test('[MSG11] stopped under load: clients are asked to reconnect, it exits with 0, and no message is lost or duplicated', async () => {
  const { population } = fixture;
  const stopTalking = population.startTalking(400, 7);
  const endedAfterMs: number[] = [];
  for (let stop = 1; stop <= STOPS; stop += 1) {
    await fixture.isServing();
    await population.allJoined();
    const restart = await fixture.restart('SIGTERM');
    expect(restart.exit).toEqual({ code: 0, signal: null });
    expect(population.clients.map((client) => client.restartsAnnounced)).toEqual(population.clients.map(() => stop));
    endedAfterMs.push(restart.endedAfterMs);
  }
  await fixture.isServing();
  stopTalking();
  expect(await population.verdict(fixture.server.url)).toEqual(NOTHING_WRONG);
  const swallowed = population.clients.reduce((sum, client) => sum + client.outbox.storedBefore, 0);
  process.stdout.write(
    `${STOPS} stops: ${population.acked()} messages written and acked, ${swallowed} of them at the second try; left within ${Math.round(Math.max(...endedAfterMs))} ms\n`,
  );
}, 60_000);
