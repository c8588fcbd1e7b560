import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { readConfig, SETTINGS } from '../server/src/config.ts';
import { ROOT } from './testing/build-image.ts';
import { type ComposeService, readCompose, requiredVariables } from './testing/compose.ts';
import { parseDockerfile, valueOf } from './testing/dockerfile.ts';
import { findFreePort } from './testing/nginx.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const given = { PUBLIC_URL: 'https://chat.example.com', MONGODB_PASSWORD: 'a1b2c3', REDIS_PASSWORD: 'd4e5f6' };
const { version } = JSON.parse(read('server/package.json')) as { version: string };
const ourImage = `supportchat:${version}`;

describe.each(['deploy/compose.yaml', 'deploy/compose.scaled.yaml'])('%s', (file) => {
  const { services, volumes = {}, networks = {} } = readCompose(join(ROOT, file), given);
  const all = Object.entries(services);
  const namesWhere = (fails: (service: ComposeService) => boolean) => all.filter(([, service]) => fails(service)).map(([name]) => name);

  test('lists every required variable in its header', () => {
    const head = /^(#.*\n)+/.exec(read(file))?.[0] ?? '';
    expect(requiredVariables(read(file)).filter((name) => !head.includes(name))).toEqual([]);
  });

  test('runs images of one exact version, ours at the product’s version', () => {
    expect(namesWhere(({ image }) => (image.startsWith('supportchat') ? image !== ourImage : !/^[a-z]+:\d+\.\d+\.\d+(-alpine)?$/.test(image)))).toEqual([]);
  });

  test('builds from files that exist', () => {
    const missing = ({ build }: ComposeService) => build && !existsSync(join(ROOT, 'deploy', build.context, build.dockerfile));
    expect(namesWhere((service) => missing(service) === true)).toEqual([]);
    expect(namesWhere(({ image, build }) => (image === ourImage) !== (build !== undefined))).toEqual([]);
  });

  test('passes the server existing settings with valid values', () => {
    for (const { image, environment = {} } of Object.values(services)) {
      if (image !== ourImage) continue;
      expect(Object.keys(environment).filter((name) => !(name in SETTINGS))).toEqual([]);
      expect(readConfig(environment).publicUrl).toBe(given.PUBLIC_URL);
    }
  });

  test('checks the health of every service, and waits for it where one depends on another', () => {
    const healthOfImage = valueOf(parseDockerfile(read('deploy/Dockerfile')).at(-1) ?? { image: '', name: null, instructions: [] }, 'HEALTHCHECK');
    expect(healthOfImage).toContain('/health');
    expect(namesWhere(({ image, healthcheck }) => image !== ourImage && healthcheck === undefined)).toEqual([]);
    for (const { depends_on = {} } of Object.values(services)) {
      expect(Object.keys(depends_on).filter((name) => !(name in services))).toEqual([]);
      expect(Object.values(depends_on).filter(({ condition }) => condition !== 'service_healthy')).toEqual([]);
    }
  });

  test('allows longer for a stop than the server takes', () => {
    const seconds = (text = '10s') => Number(/^(\d+)s$/.exec(text)?.[1]);
    expect(
      namesWhere(({ image, stop_grace_period }) => image === ourImage && seconds(stop_grace_period) * 1000 <= Number(SETTINGS.SHUTDOWN_TIMEOUT_MS.default)),
    ).toEqual([]);
  });

  test('declares the volumes and networks that it uses; mounted files exist, or are never committed', () => {
    const used = all.flatMap(([, service]) => service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
    const isPath = (source: string) => source.startsWith('.');
    expect(used.filter((source) => !isPath(source) && !(source in volumes))).toEqual([]);
    const ignored = read('.gitignore').split('\n');
    expect(used.filter((source) => isPath(source) && !existsSync(join(ROOT, 'deploy', source)) && !ignored.includes(`${join('deploy', source)}/`))).toEqual([]);
    expect(all.flatMap(([, service]) => Object.keys(service.networks ?? {})).filter((name) => !(name in networks))).toEqual([]);
  });

  test('every shell line in it is valid', () => {
    for (const [name, { healthcheck, command = [], entrypoint = [] }] of all) {
      const [kind, line = ''] = healthcheck?.test ?? [];
      const scripts = [
        ...(kind === 'CMD-SHELL' ? [line] : []),
        ...[command, entrypoint].filter(([, flag]) => flag === '-ec').map(([, , script = '']) => script),
      ];
      for (const script of scripts) expect(spawnSync('sh', ['-n', '-c', script]).stderr.toString(), name).toBe('');
    }
  });
});

describe('deploy/compose.scaled.yaml', () => {
  const { services } = readCompose(join(ROOT, 'deploy/compose.scaled.yaml'), given);

  test('without a password it does not start', () => {
    expect(() => readCompose(join(ROOT, 'deploy/compose.scaled.yaml'), { ...given, MONGODB_PASSWORD: '' })).toThrow('MONGODB_PASSWORD is missing');
  });

  test('only nginx is reachable from outside, on the ports in nginx.conf', () => {
    expect(Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))).toEqual(['nginx 80:80', 'nginx 443:443']);
    expect([...read('deploy/nginx.conf').matchAll(/listen (\d+)/g)].map(([, port]) => port)).toEqual(['80', '443']);
  });

  test('nginx forwards to the instances by name, at fixed addresses', () => {
    const servers = [...read('deploy/nginx.conf').matchAll(/^ +server (\S+):(\d+) /gm)].map(([, name = '', port]) => ({ name, port }));
    expect([...new Set(servers.map(({ name }) => name))].sort()).toEqual(Object.keys(services).filter((name) => services[name]?.image === ourImage));
    expect(new Set(servers.map(({ port }) => port))).toEqual(new Set([SETTINGS.PORT.default]));
    const addresses = Object.values(services).map(({ networks }) => networks?.inside?.ipv4_address);
    expect(new Set(addresses).size).toBe(Object.keys(services).length);
  });

  test('both instances are identical, and store nothing', () => {
    const instances = Object.values(services).filter(({ image }) => image === ourImage);
    const [first, second] = instances.map(({ networks: _differs, ...rest }) => rest);
    expect(second).toEqual(first);
    expect(first?.volumes).toBeUndefined();
  });

  const redisServer = inject('redisServer');
  test.skipIf(redisServer === null)('its Redis starts, is healthy with the password, and writes nothing to disk', async () => {
    const { command = [], environment, healthcheck } = services.redis ?? {};
    const port = await findFreePort();
    const env = { ...process.env, ...environment };
    const line = command[2]?.replace('redis-server', `${redisServer} --port ${port} --bind 127.0.0.1`) ?? '';
    const server = spawn('sh', ['-ec', line], { env, stdio: 'ignore' });
    onTestFinished(async () => {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    });
    const isHealthy = (password?: string) => {
      const check = healthcheck?.test[1]?.replace('redis-cli', `redis-cli -p ${port}`) ?? '';
      return spawnSync('sh', ['-c', check], { env: { ...env, ...(password && { REDIS_PASSWORD: password }) } }).status === 0;
    };
    await vi.waitUntil(() => isHealthy(), { timeout: 10_000 });
    expect(isHealthy('wrong')).toBe(false);
    const settings = spawnSync('redis-cli', ['-p', String(port), 'CONFIG', 'GET', 'save', 'appendonly'], {
      env: { ...env, REDISCLI_AUTH: given.REDIS_PASSWORD },
    });
    expect(settings.stdout.toString().split('\n')).toEqual(expect.arrayContaining(['save', '', 'appendonly', 'no']));
  });
});
