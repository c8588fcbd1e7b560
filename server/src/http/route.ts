import { type Permission, WIRE_HEADER } from '@supportchat/protocol';
import { json, type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { requirePermission } from '../access/actor.ts';
import { AppError, describeFailure, isOurFault, parse } from '../failure.ts';
import { isNewerWire } from '../is-newer-wire.ts';
import type { Authenticate, SignedIn } from './authenticate.ts';
import { type BodyStream, readBodyStream, type StreamedBody } from './body-stream.ts';
import { answerPreflight } from './preflight.ts';
import { sendError } from './send-error.ts';
import { type FileReply, sendFile } from './send-file.ts';
import type { UserLimits } from './user-limits.ts';

/** Who may call a route: anyone, or a signed-in user with this permission. */
export type Access = 'public' | Permission;
type Method = 'get' | 'post' | 'patch' | 'delete';
type Shape = z.ZodType | undefined;
type Body = Shape | StreamedBody;
type Reply = Shape | 'file';
type Parsed<S extends Body> = S extends StreamedBody ? BodyStream : S extends z.ZodType ? z.output<S> : undefined;
type Answer<R extends Reply> = R extends 'file' ? FileReply : R extends z.ZodType ? z.input<R> : void;

/** One REST route: its input and output. The OpenAPI document is generated from the same object. */
export type RouteSpec<B extends Body = Body, Q extends Shape = Shape, R extends Reply = Reply> = {
  method: Method;
  /** Below /api/v1, with `{id}` for parameters. */
  path: string;
  summary: string;
  tag: string;
  access: Access;
  /** A schema for JSON; with `maxBytes`, the act reads any body as it arrives. */
  body?: B;
  query?: Q;
  /** Shape of the response, or a file; omitted: 204 without a body. */
  reply?: R;
  /** 200 by default. */
  status?: number;
  /** Its cookie proves who calls: a successful call does not count as anonymous. */
  provesSession?: true;
  /** Called by pages of other origins, whose browsers send a preflight. */
  isForPages?: true;
  /** Reads a lot of data, always or for some queries: each user runs one at a time. */
  isHeavy?: (query: Parsed<Q>) => boolean;
};
export type RouteInput<B extends Body, Q extends Shape> = {
  body: Parsed<B>;
  query: Parsed<Q>;
  params: Record<string, string>;
  request: Request;
  response: Response;
};
export type Route = { spec: RouteSpec; handle: (input: RouteInput<Body, Shape>, signedIn: SignedIn | null) => Promise<unknown> };

/** Binds a route to an act. The second argument of `act` is the signed-in user. */
export function route<A extends Access, B extends Body = undefined, Q extends Shape = undefined, R extends Reply = undefined>(
  spec: RouteSpec<B, Q, R> & { access: A },
  act: (input: RouteInput<B, Q>, signedIn: A extends 'public' ? null : SignedIn) => Promise<Answer<R>>,
): Route {
  return { spec: spec as unknown as RouteSpec, handle: act as unknown as Route['handle'] };
}

type RouterDeps = { authenticate: Authenticate; limitUser: UserLimits; countAnonymousCall: (request: Request) => Promise<void> };

/** All routes as an Express router: authenticate → allow → parse → limit → act → respond, or a catalogue error. */
export function createRouter(routes: readonly Route[], { authenticate, limitUser, countAnonymousCall }: RouterDeps): Router {
  const countIfRefused = async <T>(request: Request, act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (failure) {
      if (!isOurFault(failure)) await countAnonymousCall(request);
      throw failure;
    }
  };
  const router = Router();
  const parseJson = json({ limit: '64kb' });
  for (const { spec, handle } of routes) {
    const path = spec.path.replaceAll(/\{(\w+)\}/g, ':$1');
    if (spec.isForPages) router.options(path, answerPreflight);
    const { body } = spec;
    const isStreamed = body !== undefined && 'maxBytes' in body;
    router[spec.method](path, isStreamed ? leaveUnread : parseJson, async (request: Request, response: Response) => {
      if (spec.access === 'public' && !spec.provesSession) await countAnonymousCall(request);
      const signedIn = spec.access === 'public' ? null : await countIfRefused(request, async () => authenticate(bearerToken(request)));
      if (signedIn && spec.access !== 'public') requirePermission(signedIn.actor, spec.access);
      const isNewer = isNewerWire(request.get(WIRE_HEADER));
      const input = {
        body: isStreamed ? readBodyStream(request, response, body) : body && parse(body, request.body ?? {}, { isNewer }),
        query: spec.query ? parse(spec.query, request.query, { isNewer }) : undefined,
        params: request.params as Record<string, string>,
        request,
        response,
      };
      const callPublic = () => (spec.provesSession ? countIfRefused(request, () => handle(input, null)) : handle(input, null));
      const isHeavy = spec.isHeavy?.(input.query) ?? false;
      const answer = await (signedIn ? limitUser(signedIn.agent._id, isHeavy, () => handle(input, signedIn)) : callPublic());
      if (spec.reply === 'file') await sendFile(request, response, answer as FileReply);
      else if (spec.reply) response.status(spec.status ?? 200).json(answer);
      else response.status(204).end();
    });
  }
  return router;
}

const leaveUnread: RequestHandler = (_request, _response, next) => next();

/** Returns a failure to a REST client. */
export function answerFailure(failure: unknown, request: Request, response: Response): void {
  const error = describeFailure(failure, request.id as string);
  if (isOurFault(failure)) request.log.error({ err: failure }, error.code);
  if (response.headersSent) return void response.destroy();
  sendError(response, error);
}

function bearerToken(request: Request): string {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new AppError('UNAUTHENTICATED');
  return token;
}
