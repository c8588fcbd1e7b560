import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { newSecrets } from '../secrets.ts';
import { newRefreshToken, readRefreshToken, signAccessToken, verifyAccessToken } from './tokens.ts';

const claims = { agentId: 'a'.repeat(24), sessionId: 'b'.repeat(24) };
const MINUTE = 60_000;

function clockAt(start: string) {
  let now = Date.parse(start);
  return { clock: () => new Date(now), advance: (ms: number) => (now += ms) };
}

test('[AUTH5] an access token names user and session for 15 minutes, with a minute of tolerance for clock skew', async () => {
  const { clock, advance } = clockAt('2026-11-23T10:00:00Z');
  const deps = { clock, secrets: newSecrets() };
  const token = await signAccessToken(deps, claims);
  expect(await verifyAccessToken(deps, token)).toEqual(claims);
  advance(15 * MINUTE + 30_000);
  expect(await verifyAccessToken(deps, token)).toEqual(claims);
  advance(31_000);
  await expect(verifyAccessToken(deps, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('[AUTH5] only this server’s own access tokens are accepted', async () => {
  const { clock } = clockAt('2026-11-23T10:00:00Z');
  const deps = { clock, secrets: newSecrets() };
  const key = Buffer.from(deps.secrets.accessTokenKey, 'base64url');
  const now = clock().getTime() / 1000;
  const good = { iss: 'supportchat', aud: 'supportchat-admin', sub: claims.agentId, sid: claims.sessionId, iat: now, exp: now + 60 };
  const sign = (payload: object, header: object = {}, by = key) =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header }).sign(by);
  const unsigned = `${[{ alg: 'none', typ: 'at+jwt' }, good].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  const { sub: _sub, ...withoutUser } = good;
  const { exp: _exp, ...withoutEnd } = good;

  expect(await verifyAccessToken(deps, await sign(good))).toEqual(claims);
  const bad = {
    'another server': await signAccessToken({ clock, secrets: newSecrets() }, claims),
    'no signature': unsigned,
    'another algorithm': await sign(good, { alg: 'HS512' }, Buffer.alloc(64, 1)),
    'another kind': await sign(good, { typ: 'JWT' }),
    'another issuer': await sign({ ...good, iss: 'other' }),
    'another audience': await sign({ ...good, aud: 'supportchat-widget' }),
    nobody: await sign(withoutUser),
    'no end': await sign(withoutEnd),
    'not yet': await sign({ ...good, nbf: now + 120 }),
    nonsense: 'nonsense',
    nothing: '',
  };
  for (const [what, token] of Object.entries(bad)) {
    await expect(verifyAccessToken(deps, token), what).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});

test('[AUTH6] a refresh token names its session and contains 256 random bits, of which only a hash is stored', () => {
  const { refreshToken, tokenHash } = newRefreshToken(claims.sessionId);
  expect(refreshToken).toMatch(new RegExp(`^${claims.sessionId}\\.[\\w-]{43}$`));
  expect(tokenHash).toMatch(/^[0-9a-f]{64}$/);
  expect(readRefreshToken(refreshToken)).toEqual({ sessionId: claims.sessionId, tokenHash });
  for (const bad of ['', '.', 'x.y', claims.sessionId, `${claims.sessionId}.`, `${refreshToken}.more`, `{"$ne":1}.x`]) expect(readRefreshToken(bad)).toBeNull();
});
