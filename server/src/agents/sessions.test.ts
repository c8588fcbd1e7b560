import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../failure.ts';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
beforeEach(async () => {
  server = await startTestServer({ LOGIN_FAILURES_PER_15MIN: '3' });
  owner = await server.setUpOwner();
});
afterEach(() => server.stop());

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const login = (email: string, password: string) => server.call('POST', '/auth/login', { body: { email, password } });
const refresh = (cookie: string | undefined, headers?: Record<string, string>) => server.call('POST', '/auth/refresh', { cookie, headers });
const me = (token: string) => server.call('GET', '/auth/me', { token });

test('[AUTH2] e-mail and password sign in, ignoring the case of the e-mail', async () => {
  const answer = await login(' OLGA@shop.example', owner.password);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body).toSorted()).toEqual(['accessToken', 'user']);
  expect((await me(answer.body.accessToken)).body._id).toBe(owner.user._id);
});

test('[AUTH2] unknown, wrong, deactivated and pending accounts are rejected alike', async () => {
  const left = await server.addUser(owner, { email: 'gone@shop.example' });
  await server.call('DELETE', `/agents/${left.user._id}`, { token: owner.token });
  await server.call('POST', '/agents', { token: owner.token, body: { email: 'invited@shop.example', name: 'Ina' } });
  const answers = await Promise.all([
    login('nobody@shop.example', 'some-password'),
    login('olga@shop.example', 'wrong-password'),
    login('gone@shop.example', left.password),
    login('invited@shop.example', 'some-password'),
  ]);
  for (const { status, body, cookie } of answers) {
    const { requestId, ...error } = body.error;
    expect({ status, error, cookie }).toEqual({
      status: 401,
      error: { code: 'INVALID_CREDENTIALS', message: 'Email or password is incorrect.' },
      cookie: null,
    });
    expect(requestId).toMatch(/./);
  }
});

test('[AUTH3] after three wrong passwords from an address, the right one must wait there too; other accounts are unaffected', async () => {
  const other = await server.addUser(owner, { email: 'other@shop.example' });
  for (let tries = 0; tries < 3; tries++) expect((await login('olga@shop.example', `wrong ${tries}`)).status).toBe(401);
  expect(await login('olga@shop.example', owner.password)).toMatchObject({ status: 429, body: { error: { retryAfterMs: expect.any(Number) } } });
  expect((await login('other@shop.example', other.password)).status).toBe(200);
});

test('[AUTH3] other people’s guesses do not lock out a device that has signed in before', async () => {
  const answer = await login('olga@shop.example', owner.password);
  const device = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('sc_device='));
  expect(device).toMatch(/; Max-Age=31536000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/);
  const cookie = device?.split(';')[0];
  for (let tries = 0; tries < 20; tries++) await login('olga@shop.example', `wrong ${tries}`);
  expect((await login('olga@shop.example', owner.password)).status).toBe(429);
  const known = { body: { email: 'olga@shop.example', password: owner.password }, cookie };
  expect((await server.call('POST', '/auth/login', known)).status).toBe(200);
  // The mark is not a credential.
  const guess = { ...known, body: { ...known.body, password: 'wrong' } };
  expect((await server.call('POST', '/auth/login', guess)).status).toBe(401);
});

test('[AUTH3] a signed-in user can change the password while others guess it', async () => {
  for (let tries = 0; tries < 20; tries++) await login('olga@shop.example', `wrong ${tries}`);
  const body = { currentPassword: owner.password, newPassword: 'another-password' };
  expect((await server.call('POST', '/auth/password', { token: owner.token, body })).status).toBe(204);
});

test('[AUTH17] a sign-in that started before a password change or a deactivation creates no session', async () => {
  const left = await server.addUser(owner, { email: 'left@shop.example' });
  const signIns = (email: string, password: string) => Array.from({ length: 12 }, () => login(email, password));
  const body = { currentPassword: owner.password, newPassword: 'another-password' };
  const attempts = [...signIns('olga@shop.example', owner.password), ...signIns('left@shop.example', left.password)];
  const changes = [
    server.call('POST', '/auth/password', { token: owner.token, body }),
    server.call('DELETE', `/agents/${left.user._id}`, { token: owner.token }),
  ];
  expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([204, 204]);
  await server.call('PATCH', `/agents/${left.user._id}`, { token: owner.token, body: { isActive: true } });
  const given = (await Promise.all(attempts)).filter(({ status }) => status === 200);
  for (const { body } of given) expect((await me(body.accessToken)).body.error?.code).toBe('SESSION_ENDED');
});

test('[AUTH17] of two changes of one password, the second does not revert the first', async () => {
  const elsewhere = await server.signIn('olga@shop.example', owner.password);
  const change = (token: string, newPassword: string) =>
    server.call('POST', '/auth/password', { token, body: { currentPassword: owner.password, newPassword } });
  const [one, other] = await Promise.all([change(owner.token, 'password-of-one'), change(elsewhere.token, 'password-of-other')]);
  expect([one.status, other.status].toSorted()).toEqual([204, 401]);
  expect((await login('olga@shop.example', one.status === 204 ? 'password-of-one' : 'password-of-other')).status).toBe(200);
});

test('[AUTH5] an access token expires after 15 minutes, and without one nothing is disclosed', async () => {
  expect((await me(owner.token)).status).toBe(200);
  server.advance(17 * MINUTE);
  expect(await me(owner.token)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  expect((await server.call('GET', '/auth/me')).body.error.code).toBe('UNAUTHENTICATED');
  expect((await server.call('GET', '/auth/me', { headers: { Authorization: `Basic ${owner.token}` } })).status).toBe(401);
});

test('[AUTH6] a refresh returns a new access token and replaces the cookie', async () => {
  server.advance(17 * MINUTE);
  const answer = await refresh(owner.cookie);
  expect(answer.status).toBe(200);
  expect((await me(answer.body.accessToken)).status).toBe(200);
  expect(answer.cookie).toMatch(/^sc_refresh=/);
  expect(answer.cookie).not.toBe(owner.cookie);
  expect((await refresh(answer.cookie ?? '')).status).toBe(200);
});

test('[AUTH6] a session lasts 30 days after its last use', async () => {
  let cookie = owner.cookie;
  for (let time = 0; time < 3; time++) {
    server.advance(29 * DAY);
    cookie = (await refresh(cookie)).cookie ?? '';
  }
  server.advance(30 * DAY);
  expect(await refresh(cookie)).toMatchObject({ status: 401, body: { error: { code: 'SESSION_ENDED' } } });
});

test('[AUTH6] without a cookie, or with an invalid one, no one is signed in', async () => {
  for (const cookie of [undefined, 'sc_refresh=', 'sc_refresh=x.y', 'other=1']) {
    expect(await refresh(cookie)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  }
  expect((await refresh(`sc_refresh=${'0'.repeat(24)}.secret`)).body.error.code).toBe('SESSION_ENDED');
});

test('[AUTH7] two tabs may refresh at once: within 30 seconds the replaced token shares its replacement', async () => {
  const first = await refresh(owner.cookie);
  server.advance(30_000);
  const second = await refresh(owner.cookie);
  expect(second.status).toBe(200);
  expect(second.cookie).toBeNull();
  expect((await me(second.body.accessToken)).status).toBe(200);
  expect((await refresh(first.cookie ?? '')).status).toBe(200);
});

test('[AUTH7] of many concurrent refreshes, one replaces the token and none fails', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(owner.cookie)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(answers.filter(({ cookie }) => cookie !== null)).toHaveLength(1);
});

test('[AUTH7] a lost response signs no one out: the replaced token is valid until its replacement is used', async () => {
  await refresh(owner.cookie);
  for (let lost = 0; lost < 3; lost++) {
    // At first it shares the replacement, later it gets another.
    expect(await refresh(owner.cookie)).toMatchObject({ status: 200, cookie: null });
    server.advance(10 * DAY);
    expect(await refresh(owner.cookie)).toMatchObject({ status: 200, cookie: expect.stringMatching(/^sc_refresh=/) });
  }
  server.advance(MINUTE);
  const arrived = await refresh(owner.cookie);
  expect((await refresh(arrived.cookie ?? '')).status).toBe(200);
  expect((await refresh(owner.cookie)).body.error.code).toBe('SESSION_ENDED');
});

test('[AUTH7] of many concurrent late uses of the replaced token, one gets the replacement and none fails', async () => {
  await refresh(owner.cookie);
  server.advance(MINUTE);
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(owner.cookie)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(answers.filter(({ cookie }) => cookie !== null)).toHaveLength(1);
});

test('[AUTH7] a replacement that was itself replaced, because two parties hold copies, ends the session and its sockets', async () => {
  const panel = await server.openPanel(owner.token);
  const first = await refresh(owner.cookie);
  server.advance(MINUTE);
  const second = await refresh(owner.cookie);
  expect((await refresh(first.cookie ?? '')).body.error.code).toBe('SESSION_ENDED');
  expect((await refresh(second.cookie ?? '')).body.error.code).toBe('SESSION_ENDED');
  expect((await me(second.body.accessToken)).body.error.code).toBe('SESSION_ENDED');
  await panel.disconnected();
});

test('[AUTH7] a token older than the previous one ends the session immediately', async () => {
  const second = await refresh(owner.cookie);
  await refresh(second.cookie ?? '');
  expect((await refresh(owner.cookie)).body.error.code).toBe('SESSION_ENDED');
});

test('[AUTH8] logout ends the session and its sockets, and clears the cookie', async () => {
  const panel = await server.openPanel(owner.token);
  const elsewhere = await server.signIn('olga@shop.example', owner.password);
  const answer = await server.call('POST', '/auth/logout', { cookie: owner.cookie });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(/^sc_refresh=; Max-Age=0; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/);
  expect((await me(owner.token)).body.error.code).toBe('SESSION_ENDED');
  expect((await refresh(owner.cookie)).body.error.code).toBe('SESSION_ENDED');
  expect((await me(elsewhere.token)).status).toBe(200);
  await panel.disconnected();
});

test('[AUTH8] a program without cookies logs out with its access token; without either, nothing happens', async () => {
  expect((await server.call('POST', '/auth/logout', { token: owner.token })).status).toBe(204);
  expect((await me(owner.token)).body.error.code).toBe('SESSION_ENDED');
  expect((await server.call('POST', '/auth/logout')).status).toBe(204);
  expect((await server.call('POST', '/auth/logout', { cookie: 'sc_refresh=x', token: 'x' })).status).toBe(204);
});

test('[AUTH8] a forged secret does not end another user’s session', async () => {
  const sessionId = /sc_refresh=(\w+)\./.exec(owner.cookie)?.[1];
  expect((await server.call('POST', '/auth/logout', { cookie: `sc_refresh=${sessionId}.made-up` })).status).toBe(204);
  expect((await me(owner.token)).status).toBe(200);
});

test('[AUTH9] a new password ends the other sessions and their sockets, not this one', async () => {
  const elsewhere = await server.signIn('olga@shop.example', owner.password);
  const [panelHere, panelThere] = [await server.openPanel(owner.token), await server.openPanel(elsewhere.token)];
  const answer = await server.call('POST', '/auth/password', {
    token: owner.token,
    body: { currentPassword: owner.password, newPassword: 'another-password' },
  });
  expect(answer.status).toBe(204);
  await panelThere.disconnected();
  expect(panelHere.socket.connected).toBe(true);
  expect((await me(owner.token)).status).toBe(200);
  expect((await me(elsewhere.token)).body.error.code).toBe('SESSION_ENDED');
  expect((await refresh(elsewhere.cookie)).body.error.code).toBe('SESSION_ENDED');
  expect((await login('olga@shop.example', owner.password)).status).toBe(401);
  expect((await login('olga@shop.example', 'another-password')).status).toBe(200);
});

test('[AUTH20] a password change whose answer is lost has still ended the other sessions', async () => {
  const other = await server.signIn('olga@shop.example', owner.password);
  const { replacePassword } = server.store.agents;
  server.store.agents.replacePassword = async (...args) => {
    await replacePassword(...args);
    throw new AppError('UNAVAILABLE');
  };
  const change = { currentPassword: owner.password, newPassword: 'green river seven stones' };
  expect((await server.call('POST', '/auth/password', { token: owner.token, body: change })).status).toBe(503);
  expect((await login('olga@shop.example', change.newPassword)).status).toBe(200);
  expect([(await me(owner.token)).status, (await me(other.token)).status, (await refresh(other.cookie)).status]).toEqual([200, 401, 401]);
});

test('[AUTH9] the current password is required, and guessing it is blocked', async () => {
  const change = (currentPassword: string) =>
    server.call('POST', '/auth/password', { token: owner.token, body: { currentPassword, newPassword: 'another-password' } });
  for (let tries = 0; tries < 3; tries++) {
    expect(await change('wrong')).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION', details: [{ path: 'currentPassword' }] } } });
  }
  expect((await change(owner.password)).status).toBe(429);
});

test('[AUTH18] a deactivated user learns of it only through credentials of an earlier sign-in', async () => {
  const left = await server.addUser(owner, { email: 'left@shop.example' });
  const panel = await server.openPanel(left.token);
  await server.call('DELETE', `/agents/${left.user._id}`, { token: owner.token });
  await panel.disconnected();
  expect(await me(left.token)).toMatchObject({ status: 401, body: { error: { code: 'ACCOUNT_DEACTIVATED' } } });
  await expect(server.openPanel(left.token)).rejects.toMatchObject({ data: { code: 'ACCOUNT_DEACTIVATED' } });
  expect((await login('left@shop.example', left.password)).body.error.code).toBe('INVALID_CREDENTIALS');
  await server.call('PATCH', `/agents/${left.user._id}`, { token: owner.token, body: { isActive: true } });
  expect((await me(left.token)).body.error.code).toBe('SESSION_ENDED');
});

test('[AUTH10] the refresh token is in a cookie that no script reads and no other site sends', async () => {
  const [setCookie] = (await login('olga@shop.example', owner.password)).headers.getSetCookie();
  expect(setCookie).toMatch(/^sc_refresh=[0-9a-f]{24}\.[\w-]{43}; Max-Age=2592000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/);
});

test('[AUTH10] a page of another origin can neither refresh nor log out; the server’s own can', async () => {
  for (const path of ['/auth/refresh', '/auth/logout']) {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect(await server.call('POST', path, { cookie: owner.cookie, headers: { Origin: origin } })).toMatchObject({
        status: 403,
        body: { error: { code: 'ORIGIN_NOT_ALLOWED' } },
      });
    }
  }
  for (const origin of [server.url, server.publicUrl]) expect((await refresh(owner.cookie, { Origin: origin })).status).toBe(200);
});

test('[AUTH16] all users may change their own name, and nothing else about themselves', async () => {
  expect((await server.call('PATCH', '/auth/me', { token: owner.token, body: { name: 'Olga Ohm' } })).body).toMatchObject({ name: 'Olga Ohm', role: 'owner' });
  expect((await server.call('PATCH', '/auth/me', { token: owner.token, body: { role: 'agent' } })).status).toBe(400);
  expect((await me(owner.token)).body).toMatchObject({ name: 'Olga Ohm', role: 'owner' });
});
