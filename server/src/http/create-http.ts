import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Deps } from '../deps.ts';
import { AppError } from '../failure.ts';
import { compress } from './compress.ts';
import { answerFailure } from './route.ts';
import { serveStaticFiles } from './static-files.ts';

/** Everything comes from the server itself; sockets connect back to it. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
};

type Parts = {
  api: RequestHandler;
  pages: RequestHandler[];
  /** Counts a call that no route answers. */
  countAnonymousCall: (request: Request) => Promise<void>;
};

/** The Express application: headers, logs, the API below /api/v1, pages, files, and every failure returned in the same shape. */
export function createHttp({ config, log }: Pick<Deps, 'config' | 'log'>, { api, pages, countAnonymousCall }: Parts): Express {
  const app = express();
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(pinoHttp({ logger: log, genReqId: requestId, customLogLevel: logLevel }));
  app.use(helmet({ contentSecurityPolicy: CONTENT_SECURITY_POLICY, strictTransportSecurity: config.publicUrl?.startsWith('https:') ?? false }));
  app.use(compress());
  const missing: RequestHandler = async (request) => {
    await countAnonymousCall(request);
    notFound();
  };
  app.use('/api/v1', forbidCaching, api, missing);
  for (const page of pages) app.use(page);
  serveStaticFiles(app);
  app.use(notFound);
  app.use((failure: unknown, request: Request, response: Response, _next: unknown) => answerFailure(failure, request, response));
  return app;
}

/** API responses are for the caller only, and some contain tokens. */
const forbidCaching: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const notFound = () => {
  throw new AppError('NOT_FOUND');
};

function requestId(_request: IncomingMessage, response: ServerResponse): string {
  const id = randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

function logLevel(_request: IncomingMessage, response: ServerResponse, failure?: Error): 'error' | 'debug' {
  return failure || response.statusCode >= 500 ? 'error' : 'debug';
}
