import { AcceptInvite, ChangePassword, InviteDetails, Login, Me, Session, Setup, SetupLink, SetupStatus, ShowInvite, UpdateMe } from '@supportchat/protocol';
import type { Request, Response } from 'express';
import { type Route, route } from '../http/route.ts';
import { acceptInvite, showInvite } from './accept-invite.ts';
import { readAccountCookie, setAccountCookie } from './account-cookie.ts';
import type { AgentsDeps, Client } from './agents-deps.ts';
import { changePassword } from './change-password.ts';
import { addToDeviceCookie } from './device-cookie.ts';
import { createLoginLimits } from './login-limits.ts';
import { presentMe } from './present-agent.ts';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.ts';
import { refreshSession } from './refresh-session.ts';
import { checkSetupLink, type SetupToken, setUpOwner } from './set-up-owner.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import type { StartedSession } from './start-session.ts';
import { updateMe } from './update-me.ts';

const tag = 'Auth';
/** The cookie that holds the device's mark. */
const DEVICE = 'sc_device';

/** Setup, sign-in, and what users do with their own account. */
export function authRoutes(agentsDeps: AgentsDeps & { setup: SetupToken }): Route[] {
  const failures = agentsDeps.config.limits.loginFailuresPer15Min;
  const deps = {
    ...agentsDeps,
    loginLimits: createLoginLimits(failures, agentsDeps.newLimiter),
    passwordTries: agentsDeps.newLimiter('passwords-of-session', failures, 15 * 60),
  };
  const clientOf = (request: Request): Client => ({
    ip: request.ip ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    deviceCookie: readAccountCookie({ request, publicUrl: deps.publicUrl() }, DEVICE),
  });
  /** The refresh token goes into the cookie, the rest into the body. */
  const answerSession = ({ session, refreshToken }: StartedSession | { session: Session; refreshToken: null }, request: Request, response: Response) => {
    if (refreshToken !== null) setRefreshCookie(request, response, { refreshToken, publicUrl: deps.publicUrl() });
    return session;
  };
  /** The same for a user who has just authenticated: the device is known from now on. */
  const answerSignIn = (started: StartedSession, request: Request, response: Response) => {
    const session = answerSession(started, request, response);
    const value = addToDeviceCookie(deps.secrets, readAccountCookie({ request, publicUrl: deps.publicUrl() }, DEVICE), session.user.email);
    setAccountCookie({ request, response, publicUrl: deps.publicUrl() }, { name: DEVICE, value, maxAge: 365 * 24 * 3600 });
    return session;
  };

  return [
    route({ method: 'get', path: '/auth/setup', summary: 'Is the owner still to be created?', tag, access: 'public', reply: SetupStatus }, async () => ({
      needed: (await deps.store.agents.count()) === 0,
    })),
    route(
      {
        method: 'post',
        path: '/auth/setup',
        summary: 'Create the owner by the one-time link',
        tag,
        access: 'public',
        body: Setup,
        reply: Session,
        status: 201,
      },
      async ({ body, request, response }) => answerSignIn(await setUpOwner(deps, clientOf(request), body), request, response),
    ),
    route(
      { method: 'post', path: '/auth/setup/check', summary: 'Can the one-time link still create the owner?', tag, access: 'public', body: SetupLink },
      ({ body, request }) => checkSetupLink(deps, clientOf(request), body.token),
    ),
    route(
      { method: 'post', path: '/auth/login', summary: 'Sign in', tag, access: 'public', body: Login, reply: Session },
      async ({ body, request, response }) => answerSignIn(await signIn(deps, clientOf(request), body), request, response),
    ),
    route(
      {
        method: 'post',
        path: '/auth/refresh',
        summary: 'Get a new access token by the refresh cookie',
        tag,
        access: 'public',
        reply: Session,
        provesSession: true,
      },
      async ({ request, response }) => answerSession(await refreshSession(deps, readRefreshCookie(request, deps.publicUrl())), request, response),
    ),
    route({ method: 'post', path: '/auth/logout', summary: 'End this session', tag, access: 'public' }, async ({ request, response }) => {
      await signOut(deps, { refreshToken: readRefreshCookie(request, deps.publicUrl()), accessToken: bearerTokenOf(request) });
      clearRefreshCookie(request, response, deps.publicUrl());
    }),
    route({ method: 'get', path: '/auth/me', summary: 'The signed-in user', tag, access: 'use-account', reply: Me }, async (_input, { agent }) =>
      presentMe(agent, await deps.connections.onlineAgents()),
    ),
    route({ method: 'patch', path: '/auth/me', summary: 'Change your name', tag, access: 'use-account', body: UpdateMe, reply: Me }, ({ body }, { agent }) =>
      updateMe(deps, agent, body),
    ),
    route(
      { method: 'post', path: '/auth/password', summary: 'Change your password; your other sessions end', tag, access: 'use-account', body: ChangePassword },
      ({ body }, signedIn) => changePassword(deps, signedIn, body),
    ),
    route(
      { method: 'post', path: '/auth/invite', summary: 'Who is invited by this link?', tag, access: 'public', body: ShowInvite, reply: InviteDetails },
      ({ body, request }) => showInvite(deps, clientOf(request), body.token),
    ),
    route(
      { method: 'post', path: '/auth/accept-invite', summary: 'Accept an invitation and sign in', tag, access: 'public', body: AcceptInvite, reply: Session },
      async ({ body, request, response }) => answerSignIn(await acceptInvite(deps, clientOf(request), body), request, response),
    ),
  ];
}

function bearerTokenOf(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
