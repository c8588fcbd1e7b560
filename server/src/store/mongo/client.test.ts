import { expect, test } from 'vitest';
import { createClient, openDatabase } from './client.ts';

test('[ST1] the connection string cannot weaken what an acknowledgement means', () => {
  const weak = 'w=1&journal=false&wtimeoutMS=1&readConcernLevel=local&readPreference=secondary&retryWrites=false&socketTimeoutMS=1&maxPoolSize=500';
  const client = createClient(`mongodb://127.0.0.1/chat?${weak}`, 7);
  const { writeConcern, readConcern, readPreference } = openDatabase(client, undefined).collection('messages');
  expect(writeConcern).toMatchObject({ w: 'majority', j: true, wtimeoutMS: 5000 });
  expect(readConcern?.level).toBe('majority');
  expect(readPreference?.mode).toBe('primary');
  expect(client.options).toMatchObject({ retryWrites: true, socketTimeoutMS: 12_000, maxPoolSize: 7, dbName: 'chat' });
});
