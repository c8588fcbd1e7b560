/** How much longer a promise may take on a machine that runs other tests at the same time. */
const BUSY = 3;

/**
 * The deadline of a promise that names seconds, in milliseconds. By default it is three times the promise, so that it finds what hangs even on
 * a busy machine; `FAULTS=full`, run on a quiet one, measures the promise itself.
 */
export const promisedTime = (ms: number) => (process.env['FAULTS'] === 'full' ? ms : BUSY * ms);
