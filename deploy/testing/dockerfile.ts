/** One instruction: `COPY --from=assets /build/widget/dist widget/dist`. */
export type Instruction = {
  /** In capitals, such as `COPY`. */
  name: string;
  /** `--from=assets` → `{ from: 'assets' }`. */
  flags: Record<string, string>;
  /** The rest of its line, continuations joined. */
  rest: string;
};

/** A stage: `FROM <image> AS <name>` and what follows. The last one is the image. */
export type Stage = { image: string; name: string | null; instructions: Instruction[] };

/** Parses the parts of the format that our Dockerfile uses: comments, continuation lines, stages, flags. */
export function parseDockerfile(text: string): Stage[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Stage[] = [];
  for (const line of lines) {
    const instruction = parseInstruction(line);
    if (instruction.name === 'FROM') {
      const [image = '', , name = null] = instruction.rest.split(/\s+/);
      stages.push({ image, name, instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

function parseInstruction(line: string): Instruction {
  const [, name = '', flagText = '', rest = ''] = /^\s*(\w+)((?:\s+--[a-z-]+=\S+)*)\s+(.*)$/.exec(line) ?? [];
  if (name === '') throw new Error(`Not an instruction: ${line}`);
  const flags = Object.fromEntries([...flagText.matchAll(/--([a-z-]+)=(\S+)/g)].map(([, flag = '', value = '']) => [flag, value]));
  return { name: name.toUpperCase(), flags, rest: rest.replace(/\s+/g, ' ').trim() };
}

/** The arguments of the only (or last) instruction of this name. Throws when there is none. */
export function valueOf({ instructions }: Stage, name: string): string {
  const found = instructions.findLast((instruction) => instruction.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found.rest;
}

/** `NODE_ENV=production DATA_DIR=/data` → an object, over all ENV instructions. */
export function environmentOf({ instructions }: Stage): Record<string, string> {
  const text = instructions.filter(({ name }) => name === 'ENV').map(({ rest }) => rest);
  return Object.fromEntries([...text.join(' ').matchAll(/(\w+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value]));
}

/** Which of these paths a `.dockerignore` excludes from the build; as in Docker, the last matching line decides. */
export function createIgnore(text: string): (path: string) => boolean {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const rules = lines.map((line) => ({ keep: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  return (path) => !(rules.findLast(({ pattern }) => pattern.test(path))?.keep ?? true);
}

/** A pattern matches a path and everything below it. */
function patternOf(line: string): RegExp {
  const source = line
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**/', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '(?:.*/)?');
  return new RegExp(`^${source}(?:/.*)?$`);
}
