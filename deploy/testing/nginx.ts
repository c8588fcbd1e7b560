import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { killOnExit } from '../../server/src/testing/kill-on-exit.ts';

const CONFIGURATION = join(import.meta.dirname, '../nginx.conf');

/** A real nginx that runs deploy/nginx.conf, with its own ports, addresses and paths. */
export type Nginx = {
  /** https://127.0.0.1 and its port. */
  url: string;
  /** http://127.0.0.1 and its port. */
  plainUrl: string;
  /** The certificate that clients must trust, as PEM. */
  certificate: string;
  /** The requests logged so far: `GET /socket.io/` → `127.0.0.1:4001`, `127.0.0.1:4001, 127.0.0.1:4002` when it was passed on to the next. */
  requests(): { request: string; status: number; instance: string }[];
  stop(): Promise<void>;
};

/** Starts it in front of these two addresses (`127.0.0.1:4001`). Resolves once it answers. */
export async function startNginx(nginx: string, instances: [string, string]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-nginx-'));
  // When started by root, its workers run as another user.
  chmodSync(folder, 0o711);
  const [httpPort, httpsPort] = [await findFreePort(), await findFreePort()];
  makeCertificate(folder);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configurationFor({ folder, httpPort, httpsPort, instances }));
  execFileSync(nginx, ['-t', '-q', '-p', folder, '-c', file], { stdio: ['ignore', 'inherit', 'pipe'] });
  const child = spawn(nginx, ['-p', folder, '-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const watcher = killOnExit(child, 'TERM');
  const plainUrl = `http://127.0.0.1:${httpPort}`;
  await answers(child, `${plainUrl}/nginx-health`);
  return {
    url: `https://127.0.0.1:${httpsPort}`,
    plainUrl,
    certificate: readFileSync(join(folder, 'fullchain.pem'), 'utf8'),
    requests: () => readRequests(readFileSync(join(folder, 'access.log'), 'utf8')),
    stop: async () => {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      watcher.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The file itself, except for where it listens, writes and forwards to. Fails when one of these is not found as expected. */
function configurationFor({ folder, httpPort, httpsPort, instances }: { folder: string; httpPort: number; httpsPort: number; instances: string[] }): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
  const replacements: [from: RegExp, to: string][] = [
    [/ {8}listen \[::\].*\n/g, ''],
    [/listen 80;/g, `listen 127.0.0.1:${httpPort};`],
    [/listen 443 /g, `listen 127.0.0.1:${httpsPort} `],
    [/\/run\/nginx\.pid/g, `${folder}/nginx.pid`],
    [/\/var\/log\/nginx/g, folder],
    [/\/etc\/nginx\/certificates/g, folder],
    [/supportchat-1:3000/g, instances[0] ?? ''],
    [/supportchat-2:3000/g, instances[1] ?? ''],
    [/^http \{\n/gm, `http {\n    ${temporary}\n`],
  ];
  return replacements.reduce(
    (text, [from, to]) => {
      if (!from.test(text)) throw new Error(`deploy/nginx.conf has no ${from.source}.`);
      return text.replace(from, to);
    },
    readFileSync(CONFIGURATION, 'utf8'),
  );
}

/** A self-signed certificate for 127.0.0.1, valid for two days. */
function makeCertificate(folder: string): void {
  const subject = ['-subj', '/CN=SupportChat tests', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...subject, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}.`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await wait(20);
  }
}

function readRequests(log: string): ReturnType<Nginx['requests']> {
  const lines = log.matchAll(/"(?<request>\S+ \S+) \S+" (?<status>\d+) .*? instance=(?<instance>.+?) "/g);
  return [...lines].map(({ groups = {} }) => ({ request: groups.request ?? '', status: Number(groups.status), instance: groups.instance ?? '' }));
}

/** A port that is currently free. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
