import { createHash, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Deps } from '../deps.ts';
import { AppError } from '../failure.ts';
import { newSecret } from '../ids.ts';

const ISSUER = 'supportchat';
const AUDIENCE = 'supportchat-admin';
const TYPE = 'at+jwt';
const ACCESS_SECONDS = 15 * 60;
const CLOCK_TOLERANCE_SECONDS = 60;
const ID = /^[0-9a-f]{24}$/;

/** A refresh token, and with it the session, expires this long after its last use. */
export const REFRESH_MS = 30 * 24 * 3600 * 1000;

export type AccessClaims = { agentId: string; sessionId: string };
type TokenDeps = Pick<Deps, 'secrets' | 'clock'>;

/** A JWT of 15 minutes that names the user and the session. */
export function signAccessToken(deps: TokenDeps, { agentId, sessionId }: AccessClaims): Promise<string> {
  const now = Math.floor(deps.clock().getTime() / 1000);
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setSubject(agentId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + ACCESS_SECONDS)
    .sign(keyOf(deps));
}

/** UNAUTHENTICATED unless this server signed it and it has not expired. */
export async function verifyAccessToken(deps: TokenDeps, token: string): Promise<AccessClaims> {
  try {
    const { payload } = await jwtVerify(token, keyOf(deps), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ['sub', 'sid', 'iat', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: deps.clock(),
    });
    const { sub, sid } = payload;
    if (typeof sub !== 'string' || typeof sid !== 'string') throw new AppError('UNAUTHENTICATED');
    return { agentId: sub, sessionId: sid };
  } catch (failure) {
    if (failure instanceof errors.JOSEError) throw new AppError('UNAUTHENTICATED', { cause: failure });
    throw failure;
  }
}

/** `<sessionId>.<secret>` and the hash of the secret, which is all that is stored. */
export function newRefreshToken(sessionId: string): { refreshToken: string; tokenHash: string } {
  const secret = newSecret();
  return { refreshToken: `${sessionId}.${secret}`, tokenHash: hashToken(secret) };
}

/** Null when it is not in our format. */
export function readRefreshToken(refreshToken: string): { sessionId: string; tokenHash: string } | null {
  const [sessionId, secret, more] = refreshToken.split('.');
  if (!sessionId || !ID.test(sessionId) || !secret || more !== undefined) return null;
  return { sessionId, tokenHash: hashToken(secret) };
}

/** SHA-256, hex: enough for secrets of 256 random bits. */
export function hashToken(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two hashes in constant time. */
export function sameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function keyOf(deps: TokenDeps): Uint8Array {
  return Buffer.from(deps.secrets.accessTokenKey, 'base64url');
}
