import { MongoNetworkError } from 'mongodb';
import { expect, test } from 'vitest';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';

async function tryOften(failures: Error[]): Promise<{ result: string; pauses: number }> {
  let pauses = 0;
  const act = async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return 'done';
  };
  const result = await retryWhileUnavailable(act, async () => (pauses += 1)).catch((failure: Error) => failure.message);
  return { result, pauses };
}
const gone = () => new MongoNetworkError('gone');

test('a database that is unreachable for a while is retried', async () => {
  expect(await tryOften([gone(), gone(), gone()])).toEqual({ result: 'done', pauses: 3 });
});

test('but not forever', async () => {
  expect(await tryOften(Array.from({ length: 99 }, gone))).toEqual({ result: 'gone', pauses: 29 });
});

test('any other failure is reported immediately', async () => {
  expect(await tryOften([new Error('wrong')])).toEqual({ result: 'wrong', pauses: 0 });
});
