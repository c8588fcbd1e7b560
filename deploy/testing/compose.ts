import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The parts of the format that our compose files use. */
export type ComposeService = {
  image: string;
  build?: { context: string; dockerfile: string };
  ports?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  tmpfs?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  entrypoint?: string[];
  command?: string[];
  stop_grace_period?: string;
  networks?: Record<string, { ipv4_address: string }>;
};

export type ComposeFile = { services: Record<string, ComposeService>; volumes?: Record<string, null>; networks?: Record<string, unknown> };

/** Reads a compose file as Docker would with these variables. Throws when one that is required is missing. */
export function readCompose(file: string, variables: Record<string, string>): ComposeFile {
  const parsed = parse(readFileSync(file, 'utf8'), { merge: true, uniqueKeys: true }) as ComposeFile;
  return mapTexts(parsed, (text) => interpolate(text, variables)) as ComposeFile;
}

/** Names of the required variables. */
export function requiredVariables(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name))];
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change)]));
}

/** `${NAME:-default}`, `${NAME:?sentence}`, and `$$` for a dollar. */
function interpolate(text: string, variables: Record<string, string>): string {
  return text.replace(/\$\$|\$\{(\w+):([-?])([^}]*)\}|\$/g, (found, name: string | undefined, operator: string, rest: string) => {
    if (found === '$$') return '$';
    if (name === undefined) throw new Error(`A lone $ in: ${text}`);
    const value = variables[name];
    if (value) return value;
    if (operator === '?') throw new Error(`${name} ${rest}`);
    return rest;
  });
}
