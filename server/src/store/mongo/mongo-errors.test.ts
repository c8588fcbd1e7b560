import {
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  type TopologyDescription,
} from 'mongodb';
import { expect, test } from 'vitest';
import { AppError } from '../../failure.ts';
import { describeMongoError } from './mongo-errors.ts';

const serverError = (code: number) => new MongoServerError({ message: 'reported by the server', code });

test.each<[string, unknown]>([
  ['no server', new MongoServerSelectionError('none', {} as TopologyDescription)],
  ['a cut', new MongoNetworkError('cut')],
  ['a closed client', new MongoNotConnectedError('closed')],
  ...[91, 189, 10_107, 13_435, 64, 112].map((code) => [`code ${code}`, serverError(code)] satisfies [string, unknown]),
])('[ST1] %s is UNAVAILABLE, to be retried', (_what, failure) => {
  expect(describeMongoError(failure)).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1000, cause: failure });
});

test('a violated unique index is CONFLICT', () => {
  expect(describeMongoError(serverError(11_000))).toMatchObject({ code: 'CONFLICT' });
});

test('a catalogue error stays unchanged, and so does a bug of ours', () => {
  const known = new AppError('NOT_FOUND');
  expect(describeMongoError(known)).toBe(known);
  for (const failure of [serverError(121), serverError(9), new MongoInvalidArgumentError('wrong call'), new TypeError('wrong type')])
    expect(describeMongoError(failure)).toBe(failure);
});
