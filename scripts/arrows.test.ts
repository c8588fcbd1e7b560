import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageCommand, ROOT } from './node24.mjs';

type Planted = { file: string; code: string };

const BAD: Record<string, Planted> = {
  'text: a package': { file: 'packages/text/src/bad.ts', code: `import { z } from 'zod'; export const x = z;` },
  'text: the protocol': { file: 'packages/text/src/bad-up.ts', code: `import type { Message } from '@supportchat/protocol'; export type X = Message;` },
  'text: a file outside': { file: 'packages/text/src/bad-outside.ts', code: `export { x } from '../../protocol/src/fields.ts';` },
  'protocol: a package other than zod': { file: 'packages/protocol/src/bad.ts', code: `import { io } from 'socket.io-client'; export const x = io;` },
  'protocol: a workspace': { file: 'packages/protocol/src/bad-up.ts', code: `export { main } from '../../../server/src/main.ts';` },
  'delivery: a package': { file: 'packages/delivery/src/bad.ts', code: `import { z } from 'zod'; export const x = z;` },
  'delivery: a value of the protocol': {
    file: 'packages/delivery/src/bad-value.ts',
    code: `import { Message } from '@supportchat/protocol'; export const x = Message;`,
  },
  'delivery: a workspace': {
    file: 'packages/delivery/src/bad-text.ts',
    code: `import { splitLinks } from '@supportchat/text/links'; export const x = splitLinks;`,
  },
  'delivery: a file outside': { file: 'packages/delivery/src/bad-outside.ts', code: `export { x } from '../../../widget/src/storage.ts';` },
  'delivery: Node': { file: 'packages/delivery/src/bad-node.ts', code: `import { randomUUID } from 'node:crypto'; export const x = randomUUID;` },
  'delivery: Intl': { file: 'packages/delivery/src/bad-intl.ts', code: `export const x = new Intl.NumberFormat('en');` },
  'widget: zod': { file: 'widget/src/bad-zod.ts', code: `import { z } from 'zod'; export const x = z;` },
  'widget: react': { file: 'widget/src/bad-react.tsx', code: `import { useState } from 'react'; export const x = useState;` },
  'widget: a value of the protocol': { file: 'widget/src/bad-value.ts', code: `import { Message } from '@supportchat/protocol'; export const x = Message;` },
  'widget: the server': { file: 'widget/src/deep/bad-server.ts', code: `export { main } from '../../../server/src/main.ts';` },
  'admin: the server': { file: 'admin/src/bad-server.ts', code: `export { main } from '../../server/src/main.ts';` },
  'admin: the widget': { file: 'admin/src/queries/bad-widget.ts', code: `export { x } from '@supportchat/widget';` },
  'admin: a socket outside live/': { file: 'admin/src/queries/deep/bad.ts', code: `import { io } from 'socket.io-client'; export const x = io;` },
  'admin: a socket in the shell': { file: 'admin/src/shell/bad-socket.ts', code: `import { io } from 'socket.io-client'; export const x = io;` },
  'admin/ui: anything of ours': { file: 'admin/src/ui/bad.ts', code: `export { useSites } from '../queries/use-sites.ts';` },
  'admin/ui: anything of ours, from a room': {
    file: 'admin/src/ui/forms/bad.ts',
    code: `import type { X } from '../../session/session.ts'; export type Y = X;`,
  },
  'admin/ui: the protocol': { file: 'admin/src/ui/bad-protocol.ts', code: `import type { Message } from '@supportchat/protocol'; export type X = Message;` },
  'admin: a screen imports another screen': { file: 'admin/src/screens/new-screen/bad.tsx', code: `export { x } from '../faqs/use-faqs.ts';` },
  'admin: a room of a screen imports another screen': {
    file: 'admin/src/screens/conversations/list/bad.ts',
    code: `export { x } from '../../new-screen/x.ts';`,
  },
  'admin: a room imports another room': { file: 'admin/src/screens/conversations/list/bad-room.ts', code: `export { x } from '../thread/build-thread.ts';` },
  'admin: a screen imports the shell': { file: 'admin/src/screens/faqs/bad-shell.ts', code: `export { x } from '../../shell/palette.tsx';` },
  'admin: a room of a screen imports the routes': { file: 'admin/src/screens/faqs/deep/bad.ts', code: `export { x } from '../../../navigation-items.ts';` },
  'admin: the shell imports a screen': { file: 'admin/src/shell/bad.ts', code: `export { x } from '../screens/faqs/use-faqs.ts';` },
  'admin: a query imports a screen, lazily too': {
    file: 'admin/src/queries/bad-lazy.ts',
    code: `export const x = () => import('../screens/faqs/screen.tsx');`,
  },
  'admin: live imports a screen': { file: 'admin/src/live/bad.ts', code: `export { x } from '../screens/faqs/use-faqs.ts';` },
  'admin: a component imports the shell': { file: 'admin/src/components/bad.ts', code: `export { x } from '../shell/palette.tsx';` },
  'server: express outside http/': { file: 'server/src/bad-express.ts', code: `import type { Request } from 'express'; export type X = Request;` },
  'server: socket.io outside realtime/': { file: 'server/src/http/bad-socket.ts', code: `import { Server } from 'socket.io'; export const x = Server;` },
  'server: better-sqlite3 outside store/sqlite': { file: 'server/src/store/bad.ts', code: `import Database from 'better-sqlite3'; export const x = Database;` },
  'server: mongodb outside store/mongo': {
    file: 'server/src/store/bad-mongo.ts',
    code: `import { MongoClient } from 'mongodb'; export const x = MongoClient;`,
  },
  'store/sqlite: the other engine': { file: 'server/src/store/sqlite/bad-mongo.ts', code: `export { x } from '../mongo/engine.ts';` },
  'store/mongo: the other engine': { file: 'server/src/store/mongo/bad-sqlite.ts', code: `import Database from 'better-sqlite3'; export const x = Database;` },
  "store/copy: a driver outside an engine's folder": {
    file: 'server/src/store/copy/bad.ts',
    code: `import Database from 'better-sqlite3'; export const x = Database;`,
  },
  'store/copy/sqlite: the other engine': { file: 'server/src/store/copy/sqlite/bad-mongo.ts', code: `export { x } from '../../mongo/engine.ts';` },
  'store/copy/mongo: the other engine': { file: 'server/src/store/copy/mongo/bad-sqlite.ts', code: `export { x } from '../sqlite/x.ts';` },
  'server: the admin panel': { file: 'server/src/bad-admin.ts', code: `export { x } from '../../admin/src/main.tsx';` },
  'server: process.env outside config': { file: 'server/src/conversations/bad-env.ts', code: `export const x = process.env.PORT;` },
  'server: node:process, a way around it': { file: 'server/src/bad-process.ts', code: `import { env } from 'node:process'; export const x = env;` },
  'app: main': { file: 'server/src/app.ts', code: `export { main } from './main.ts';` },
  'http: a slice': { file: 'server/src/http/bad-slice.ts', code: `export { x } from '../sites/admit-to-site.ts';` },
  'realtime: a slice': { file: 'server/src/realtime/bad-slice.ts', code: `export { x } from '../agents/authenticate.ts';` },
  'server: ioredis outside instances/': { file: 'server/src/realtime/bad-redis.ts', code: `import { Redis } from 'ioredis'; export const x = Redis;` },
  'jobs: a slice': { file: 'server/src/jobs/bad-slice.ts', code: `export { x } from '../faqs/add-faq.ts';` },
  'reactions: a slice': { file: 'server/src/reactions/bad-slice.ts', code: `export { x } from '../conversations/send-message.ts';` },
  'instances: a slice': { file: 'server/src/instances/bad-slice.ts', code: `export { x } from '../agents/authenticate.ts';` },
  'instances: a driver': { file: 'server/src/instances/bad-mongo.ts', code: `import { MongoClient } from 'mongodb'; export const x = MongoClient;` },
  'catch-up-clients: realtime beyond the rooms': {
    file: 'server/src/conversations/catch-up-clients.ts',
    code: `export { listen } from '../realtime/listen.ts';`,
  },
  'store: an act': { file: 'server/src/store/bad-act.ts', code: `export { x } from '../faqs/add-faq.ts';` },
  'store/sqlite: realtime': { file: 'server/src/store/sqlite/bad.ts', code: `export { x } from '../../realtime/rooms.ts';` },
  'the port: an engine': { file: 'server/src/store/port/sites.ts', code: `import { X } from '../sqlite/table.ts'; export const y = X;` },
  'store.ts: anything': { file: 'server/src/store/store.ts', code: `import type { X } from '../failure.ts'; export type Y = X;` },
  'act: express': { file: 'server/src/sites/add-site.ts', code: `import type { Request } from 'express'; export type X = Request;` },
  'act: http/': { file: 'server/src/sites/bad-http.ts', code: `export { route } from '../http/route.ts';` },
  'act: realtime/': { file: 'server/src/conversations/bad-rooms.ts', code: `export { siteRoom } from '../realtime/rooms.ts';` },
  'act: an engine': { file: 'server/src/conversations/bad-store.ts', code: `export { x } from '../store/sqlite/messages.ts';` },
  'act: another slice': { file: 'server/src/conversations/bad-slice.ts', code: `export { x } from '../faqs/faq-index.ts';` },
  'act: another slice from deep inside': { file: 'server/src/faqs/deep/bad.ts', code: `export { x } from '../../sites/add-site.ts';` },
  'act: the application': { file: 'server/src/agents/bad-app.ts', code: `export { createApplication } from '../app.ts';` },
  'act: a lazy import counts too': { file: 'server/src/agents/bad-lazy.ts', code: `export const x = () => import('../http/route.ts');` },
  'act: the time of day': { file: 'server/src/agents/bad-clock.ts', code: `export const x = Date.now();` },
  'routes: socket.io': { file: 'server/src/sites/routes.ts', code: `import { Server } from 'socket.io'; export const x = Server;` },
  'routes: another slice': { file: 'server/src/faqs/routes.ts', code: `export { x } from '../sites/add-site.ts';` },
  'events: express': { file: 'server/src/conversations/widget-events.ts', code: `import express from 'express'; export const x = express;` },
  'events: another slice': { file: 'server/src/conversations/admin-events.ts', code: `export { x } from '../sites/add-site.ts';` },
  'broadcast: realtime beyond the rooms': { file: 'server/src/conversations/broadcast.ts', code: `export { listen } from '../realtime/listen.ts';` },
  'a new slice: another slice': { file: 'server/src/ratings/rate.ts', code: `export { x } from '../sites/add-site.ts';` },
  'a new slice: express': { file: 'server/src/ratings/bad-express.ts', code: `import type { Request } from 'express'; export type X = Request;` },
  'a slice: a new slice': { file: 'server/src/sites/bad-new.ts', code: `export { x } from '../ratings/rate.ts';` },
  'http: a new slice': { file: 'server/src/http/bad-new.ts', code: `export { x } from '../ratings/rate.ts';` },
  'realtime: a new slice': { file: 'server/src/realtime/bad-new.ts', code: `export { x } from '../ratings/rate.ts';` },
  'reactions: a new slice': { file: 'server/src/reactions/bad-new.ts', code: `export { x } from '../ratings/rate.ts';` },
  'instances: a new slice': { file: 'server/src/instances/bad-new.ts', code: `export { x } from '../ratings/rate.ts';` },
  'store: a new slice': { file: 'server/src/store/copy/mongo/bad-new.ts', code: `export { x } from '../../../ratings/rate.ts';` },
  'blobs: a slice': { file: 'server/src/blobs/bad.ts', code: `export { x } from '../agents/sign-in.ts';` },
  'blobs: a driver': { file: 'server/src/blobs/bad-driver.ts', code: `export { MongoClient } from 'mongodb';` },
  'access: a slice': { file: 'server/src/access/bad.ts', code: `export { x } from '../agents/sign-in.ts';` },
  'access: the wire': { file: 'server/src/access/bad-wire.ts', code: `import type { Request } from 'express'; export type X = Request;` },
  'feature: another slice': { file: 'server/src/ratings/feature.ts', code: `export { x } from '../sites/feature.ts';` },
  'feature: socket.io': { file: 'server/src/faqs/feature.ts', code: `import type { Socket } from 'socket.io'; export type X = Socket;` },
  'matcher: a package': { file: 'server/src/faqs/matcher/bad.ts', code: `import { z } from 'zod'; export const x = z;` },
  'matcher: a file outside': { file: 'server/src/faqs/matcher/bad-up.ts', code: `import type { X } from '../faq-index.ts'; export type Y = X;` },
};

const GOOD: Planted[] = [
  { file: 'packages/text/src/good.ts', code: `import { y } from './y.ts'; export const x = y;` },
  { file: 'packages/protocol/src/good-text.ts', code: `import { cleanName } from '@supportchat/text/names'; export const x = cleanName;` },
  {
    file: 'packages/delivery/src/good.ts',
    code: `import type { Message } from '@supportchat/protocol'; import { ERRORS } from '@supportchat/protocol/errors'; import { y } from './y.ts'; export const x = (m: Message) => [m, ERRORS, y];`,
  },
  { file: 'widget/src/good-delivery.ts', code: `import { createOutbox } from '@supportchat/delivery/outbox'; export const x = createOutbox;` },
  { file: 'admin/src/good-delivery.ts', code: `import { createOutbox } from '@supportchat/delivery/outbox'; export const x = createOutbox;` },
  { file: 'widget/src/good-text.ts', code: `import { splitLinks } from '@supportchat/text/links'; export const x = splitLinks;` },
  { file: 'admin/src/good-text.ts', code: `import { splitLinks } from '@supportchat/text/links'; export const x = splitLinks;` },
  { file: 'server/src/conversations/good-text.ts', code: `import { isBlank } from '@supportchat/text/names'; export const x = isBlank;` },
  { file: 'server/src/store/sqlite/good-text.ts', code: `import { isBlank } from '@supportchat/text/names'; export const x = isBlank;` },
  { file: 'packages/protocol/src/good.ts', code: `import { z } from 'zod'; import { x } from './x.ts'; export const y = [z, x];` },
  {
    file: 'widget/src/good.ts',
    code: `import type { Message } from '@supportchat/protocol'; import { ERRORS } from '@supportchat/protocol/errors'; export const x = (m: Message) => [m, ERRORS];`,
  },
  { file: 'widget/src/deep/good.ts', code: `import { h } from 'preact'; import { x } from '../socket/x.ts'; export const y = [h, x];` },
  {
    file: 'admin/src/ui/forms/good.ts',
    code: `import { isEmail } from '@supportchat/text/email'; import { x } from '../x.ts'; import { y } from '../page/y.ts'; export const z = [isEmail, x, y];`,
  },
  {
    file: 'admin/src/screens/new-screen/good.ts',
    code: `import { Button } from '../../ui/button.tsx'; import { keys } from '../../queries/keys.ts'; import { x } from './x.ts'; export const y = [Button, keys, x];`,
  },
  {
    file: 'admin/src/screens/new-screen/room/good.ts',
    code: `import { Button } from '../../../ui/button.tsx'; import { x } from '../x.ts'; import { act } from '../actions/act.ts'; export const y = [Button, x, act];`,
  },
  { file: 'admin/src/app.tsx', code: `import { Shell } from './shell/shell.tsx'; export const x = [Shell, () => import('./screens/new-screen/screen.tsx')];` },
  { file: 'admin/src/live/good.ts', code: `import { io } from 'socket.io-client'; export const x = io;` },
  { file: 'admin/src/good.ts', code: `import { Message } from '@supportchat/protocol'; export const x = Message;` },
  { file: 'server/src/http/good.ts', code: `import { Router } from 'express'; import { AppError } from '../failure.ts'; export const x = [Router, AppError];` },
  {
    file: 'server/src/realtime/good.ts',
    code: `import { Server } from 'socket.io'; import type { Authenticate } from '../http/authenticate.ts'; export const x = (a: Authenticate) => [Server, a];`,
  },
  {
    file: 'server/src/store/sqlite/good.ts',
    code: `import Database from 'better-sqlite3'; import type { Store } from '../store.ts'; export const x = (s: Store) => [Database, s];`,
  },
  {
    file: 'server/src/store/mongo/good.ts',
    code: `import { MongoClient } from 'mongodb'; import type { Store } from '../store.ts'; export const x = (s: Store) => [MongoClient, s];`,
  },
  {
    file: 'server/src/store/copy/mongo/good.ts',
    code: `import { MongoClient } from 'mongodb'; import { engine } from '../../mongo/engine.ts'; export const x = [MongoClient, engine];`,
  },
  { file: 'server/src/config.ts', code: `export const x = process.env.PORT;` },
  {
    file: 'server/src/conversations/send-message.ts',
    code: `import { AppError } from '../failure.ts'; import type { Store } from '../store/store.ts'; import type { Connections } from '../realtime/connections.ts'; import { y } from './y.ts'; export const x = (s: Store, c: Connections) => [s, c, y, AppError];`,
  },
  {
    file: 'server/src/agents/routes.ts',
    code: `import { Router } from 'express'; import { route } from '../http/route.ts'; import { signIn } from './sign-in.ts'; export const x = [Router, route, signIn];`,
  },
  {
    file: 'server/src/conversations/more-events.ts',
    code: `import type { Socket } from 'socket.io'; import { listen } from '../realtime/listen.ts'; export const x = (s: Socket) => listen(s);`,
  },
  { file: 'server/src/faqs/broadcast.ts', code: `import { siteRoom } from '../realtime/rooms.ts'; export const x = siteRoom;` },
  {
    file: 'server/src/faqs/matcher/good.ts',
    code: `import stemmers from 'snowball-stemmers'; import stopwords from 'stopwords-iso'; import { y } from './y.ts'; export const x = [stemmers, stopwords, y];`,
  },
  {
    file: 'server/src/sites/feature.ts',
    code: `import { ownUrlFor } from '../http/own-origin.ts'; import { limits } from '../realtime/limits.ts'; import type { Feature } from '../feature.ts'; export const x = (f: Feature) => [ownUrlFor, limits, f];`,
  },
  {
    file: 'server/src/access/good.ts',
    code: `import { AppError } from '../failure.ts'; import type { X } from '../store/store.ts'; export const y = (x: X) => [AppError, x];`,
  },
  { file: 'server/src/conversations/good.test.ts', code: `import { createApplication } from '../app.ts'; export const x = createApplication;` },
];

const folder = mkdtempSync(join(tmpdir(), 'supportchat-arrows-'));
const complaints = new Map<string, string[]>();

beforeAll(() => {
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  plant({ file: 'tsconfig.json', code: '{ "compilerOptions": { "strict": true, "module": "ESNext", "target": "ES2024" } }' });
  plant({ file: 'server/src/floating.ts', code: `export function x(work: () => Promise<void>): void {\n  work();\n}\n` });
  for (const planted of [...Object.values(BAD), ...GOOD]) plant(planted);
  for (const { code, filename } of lint()) complaints.set(filename, [...(complaints.get(filename) ?? []), code]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('[CORE2] a planted import against an arrow fails', () => {
  test.each(Object.entries(BAD))('%s', (_title, { file }) => {
    expect(complaints.get(file), file).toHaveLength(1);
    expect(complaints.get(file)?.[0]).toMatch(/no-restricted-imports|no-process-env|no-restricted-properties|no-restricted-globals/);
  });
});

test.each(GOOD.map(({ file }) => file))('an allowed import passes: %s', (file) => {
  expect(complaints.get(file)).toBeUndefined();
});

test('rules that need types are at work', () => {
  expect(complaints.get('server/src/floating.ts')).toEqual(['typescript(no-floating-promises)']);
});

function plant({ file, code }: Planted): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), code);
}

function lint(): { code: string; filename: string }[] {
  const [node, script] = packageCommand(process.execPath, 'oxlint');
  try {
    execFileSync(node, [script, '--type-aware', '--format=json'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return [];
  } catch (failure) {
    return (JSON.parse((failure as { stdout: string }).stdout) as { diagnostics: { code: string; filename: string }[] }).diagnostics;
  }
}
