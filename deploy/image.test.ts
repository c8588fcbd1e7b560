import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SETTINGS } from '../server/src/config.ts';
import { buildImage, type Image, ROOT } from './testing/build-image.ts';
import { createIgnore, environmentOf, parseDockerfile, valueOf } from './testing/dockerfile.ts';
import { findFreePort } from './testing/nginx.ts';

const text = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
const stages = parseDockerfile(text);

describe('the Dockerfile', () => {
  test('passes the linter', () => {
    expect(validate(text)).toEqual([]);
  });

  test('uses the Node version that the product pins, in every stage', () => {
    const pinned = readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim();
    expect(stages.map(({ image }) => image)).toEqual(stages.map(() => `node:${pinned}-slim`));
  });

  test('has the product’s version, sets only existing settings, and exposes the port that it listens on', () => {
    const image = stages.at(-1);
    if (image === undefined) throw new Error('no stage');
    const { version } = JSON.parse(readFileSync(join(ROOT, 'server/package.json'), 'utf8')) as { version: string };
    expect(valueOf(image, 'LABEL')).toContain(`org.opencontainers.image.version="${version}"`);
    expect(Object.keys(environmentOf(image)).filter((name) => name !== 'NODE_ENV' && !(name in SETTINGS))).toEqual([]);
    expect(valueOf(image, 'EXPOSE')).toBe(SETTINGS.PORT.default);
  });

  test('copies nothing private into the build', () => {
    const isIgnored = createIgnore(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));
    const kept = ['server/src/main.ts', 'widget/src/loader/main.ts', 'package-lock.json', 'scripts/child.mjs'];
    const left = ['.env', '.git/config', 'data/secrets.json', 'deploy/.env', 'node_modules/zod/package.json', 'admin/node_modules/x', 'widget/dist/widget.js'];
    expect([...kept, ...left].filter((path) => !isIgnored(path))).toEqual(kept);
  });
});

/** The image's user `node`. */
const owner = { uid: 1000, gid: 1000 };
const isRoot = process.getuid?.() === 0;

describe.skipIf(process.platform === 'win32')('the image, built by the Dockerfile’s own steps', () => {
  let folder: string;
  let image: Image;
  let port: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'supportchat-image-'));
    chmodSync(folder, 0o755);
    image = buildImage({ folder, owner, env: process.env });
    port = await findFreePort();
    if (!isRoot) spawnSync('chmod', ['-R', 'a-w', image.workdir]);
    // About 15 s on an idle machine.
  }, 400_000);
  afterAll(() => {
    if (!isRoot) spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** A command in the image, as its user. */
  const start = (command: string[]): ChildProcess => {
    const [program = '', ...args] = command;
    const env = { ...image.environment, PORT: String(port), HOST: '127.0.0.1', DEMO_PAGE: 'false' };
    return spawn(program, args, { cwd: image.workdir, env, stdio: ['ignore', 'pipe', 'inherit'], ...(isRoot && owner) });
  };
  const run = async (command: string[]): Promise<{ code: number | null; output: string }> => {
    const child = start(command);
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += String(chunk)));
    await once(child, 'close');
    return { code: child.exitCode, output };
  };
  const isHealthy = async () => (await run(JSON.parse(valueOf(image.stage, 'HEALTHCHECK').replace(/^.*?CMD /, '')) as string[])).code === 0;

  test('contains the product, and neither tests nor build tools', () => {
    const isThere = (path: string) => existsSync(join(image.workdir, path));
    expect(['server/src/main.ts', 'widget/dist/widget.js', 'admin/dist/index.html', 'LICENSE'].filter((path) => !isThere(path))).toEqual([]);
    expect(['node_modules/vite', 'node_modules/typescript', 'node_modules/vitest', 'widget/src', 'server/src/testing'].filter(isThere)).toEqual([]);
    expect(globSync('{server,packages,scripts}/**/*.test.ts', { cwd: image.workdir })).toEqual([]);
  });

  test('its user can change the data folder and nothing else', async () => {
    const write = (path: string) => run(['node', '-e', `try { fs.writeFileSync(${JSON.stringify(path)}, '') } catch { process.exit(3) }`]);
    const data = join(image.root, 'data');
    expect((await write(join(data, 'probe'))).code).toBe(0);
    expect((await write(join(image.workdir, 'server/src/main.ts'))).code).toBe(3);
    expect((await write(join(image.workdir, 'new'))).code).toBe(3);
    rmSync(join(data, 'probe'));
  });

  test('starts as its user, is healthy, serves, and exits with 0 on its stop signal, with the data in the volume', async () => {
    expect(await isHealthy()).toBe(false);
    const server = start(JSON.parse(valueOf(image.stage, 'CMD')) as string[]);
    server.stdout?.resume();
    await vi.waitUntil(isHealthy, { timeout: 20_000, interval: 200 });
    const served = await Promise.all(['/widget.js', '/admin/', '/api/docs/'].map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).status));
    expect(served).toEqual([200, 200, 200]);

    const ended = once(server, 'exit');
    server.kill(valueOf(image.stage, 'STOPSIGNAL') as NodeJS.Signals);
    expect(await ended).toEqual([0, null]);
    expect(await isHealthy()).toBe(false);
    expect(readdirSync(join(image.root, 'data'))).toContain('secrets.json');
  });

  test('includes the command line', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'server/package.json'), 'utf8')) as { version: string };
    expect(await run([join(image.root, 'usr/local/bin/supportchat'), '--version'])).toEqual({ code: 0, output: `${version}\n` });
  });
});
