import { expect, test } from 'vitest';
import { startTestServer } from '../testing/test-server.ts';
import { requireGoodPassword } from './require-good-password.ts';

const names = ['Olga Owner', 'olga.owner@shop.example', 'Käserei Ünal', 'kaeserei.example'];
const check = (password: string) => () => requireGoodPassword(password, { field: 'password', names });

test.each([
  'password123',
  'PassWord!2026',
  'passwordpassword',
  'qwertyuiop',
  '1234567890',
  '0000000000',
  'aaaaaaaaaaa1',
  'abababababab',
  '!!!!!!!!!!!!',
  'dragon12345',
  'supportchat',
  'SupportChat1',
  'Support-Chat 2026!',
  'olga123456',
  'olgaowner1',
  'OlgaOwner OlgaOwner',
  'olga.owner@shop.example',
  'käserei ünal 1',
  'kaeserei.example',
])('[AUTH19] %j is rejected', (password) => {
  expect(check(password)).toThrow(expect.objectContaining({ code: 'VALIDATION', details: [{ path: 'password', message: expect.any(String) }] }));
});

test.each(['correct horse battery', 'owner-password', 'my dragon sleeps', 'tr0ub4dor&3 xk', 'Zx9-kq2-Lm7', '密码学很有趣的一门课'])(
  '[AUTH19] %j is accepted',
  (password) => {
    expect(check(password)).not.toThrow();
  },
);

test('[AUTH19] setup, invitations and password changes reject easily guessed passwords, site names included', async () => {
  const server = await startTestServer();
  const setup = { token: server.setupToken, name: 'Olga', email: 'olga@shop.example', password: 'password123' };
  const refused = { status: 400, body: { error: { code: 'VALIDATION' } } };
  expect(await server.call('POST', '/auth/setup', { body: setup })).toMatchObject(refused);
  const owner = await server.setUpOwner();
  await server.addSite(owner, { name: 'Blue Kettle', domain: 'kettle.example' });
  for (const newPassword of ['BlueKettle2026', 'kettle.example', 'olga@shop.example']) {
    const body = { currentPassword: owner.password, newPassword };
    const answer = await server.call('POST', '/auth/password', { token: owner.token, body });
    expect(answer).toMatchObject({ ...refused, body: { error: { details: [{ path: 'newPassword' }] } } });
  }
  await expect(server.addUser(owner, { email: 'ben@shop.example', name: 'Kettle' })).resolves.toBeDefined();
  await server.stop();
});
