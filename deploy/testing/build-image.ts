import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { createIgnore, environmentOf, type Instruction, parseDockerfile, type Stage, valueOf } from './dockerfile.ts';

/** The repository: the build context of the image. */
export const ROOT = join(import.meta.dirname, '../..');

/** The built image, as a folder of this machine. */
export type Image = {
  /** The folder that is `/` in the image. */
  root: string;
  stage: Stage;
  /** Its ENV, with paths of this machine and its own Node first on the PATH. */
  environment: Record<string, string>;
  /** WORKDIR, as a path of this machine. */
  workdir: string;
};

type Place = {
  /** Each stage has a folder below this one. */
  folder: string;
  /** The user on this machine that acts as the image's user `node`. */
  owner: { uid: number; gid: number };
  /** This machine's environment, with npm on its PATH. */
  env: NodeJS.ProcessEnv;
};

/**
 * Executes deploy/Dockerfile, instruction by instruction, without Docker: each stage is a folder, the base image is this machine with the
 * running Node. Absolute paths of RUN and COPY are resolved below the stage's folder.
 */
export function buildImage(place: Place): Image {
  const stages = parseDockerfile(readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8'));
  const built = stages.map((stage, i) => buildStage(stage, join(place.folder, stage.name ?? `stage-${i}`), place));
  const image = built.at(-1);
  if (image === undefined) throw new Error('The Dockerfile has no stage.');
  return image;
}

function buildStage(stage: Stage, root: string, place: Place): Image {
  const bin = join(root, 'usr/local/bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync(process.execPath, join(bin, 'node'));
  const workdir = join(root, valueOf(stage, 'WORKDIR'));
  mkdirSync(workdir, { recursive: true });
  const settings = Object.entries(environmentOf(stage)).map(([key, value]) => [key, value.startsWith('/') ? join(root, value) : value]);
  const environment = { ...Object.fromEntries(settings), PATH: `${bin}:${place.env.PATH}`, HOME: place.env.HOME ?? root };
  const image = { root, stage, environment, workdir };
  for (const instruction of stage.instructions) {
    if (instruction.name === 'COPY') copy(instruction, image, place.folder);
    if (instruction.name === 'RUN') run(instruction, image, place.owner);
  }
  return image;
}

function copy({ flags, rest }: Instruction, { root, workdir }: Image, folder: string): void {
  const paths = rest.split(' ');
  const to = paths.pop() ?? '';
  const target = resolve(workdir, to.startsWith('/') ? join(root, to) : to);
  const isIgnored = createIgnore(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));
  for (const path of paths) {
    const source = flags.from === undefined ? join(ROOT, path) : join(folder, flags.from, path);
    if (!existsSync(source)) throw new Error(`COPY: there is no ${path}.`);
    if (flags.from === undefined && isIgnored(path)) throw new Error(`COPY: .dockerignore keeps ${path} out.`);
    const filter = flags.from === undefined ? (file: string) => !isIgnored(relative(ROOT, file).split(sep).join('/')) : undefined;
    // Docker copies a folder's contents, and a file under its own name into a folder.
    const destination = statSync(source).isDirectory() || !to.endsWith('/') ? target : join(target, basename(path));
    mkdirSync(dirname(destination), { recursive: true });
    cpSync(source, destination, { recursive: true, verbatimSymlinks: true, filter });
  }
}

function run({ rest }: Instruction, { root, workdir, environment }: Image, owner: Place['owner']): void {
  const here = rest.replace(/(^|\s)\/(?=\w)/g, `$1${root}/`).replace('chown node:node', process.getuid?.() === 0 ? `chown ${owner.uid}:${owner.gid}` : 'true');
  // Packages in this machine's npm cache need not be fetched again.
  const env = { ...environment, npm_config_prefer_offline: 'true', npm_config_update_notifier: 'false' };
  execFileSync('sh', ['-ec', here], { cwd: workdir, env, stdio: ['ignore', 'ignore', 'pipe'] });
}
