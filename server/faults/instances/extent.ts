/** How much is done: `FAULTS=full` is what the fault suite promises, otherwise a part of it that takes a few minutes. */
export const EXTENT =
  process.env['FAULTS'] === 'full'
    ? { kills: 20, restartRounds: 5, databaseKills: 3, redisFreezeMs: 31_000, flushes: 1500, cutAcks: 100, joins: 500, soakMs: 90_000 }
    : { kills: 6, restartRounds: 2, databaseKills: 1, redisFreezeMs: 18_000, flushes: 300, cutAcks: 40, joins: 200, soakMs: 40_000 };

/** How long the soak runs, in milliseconds: `SOAK_SECONDS`, or as above. */
export const SOAK_MS = Number(process.env['SOAK_SECONDS'] ?? 0) * 1000 || EXTENT.soakMs;
