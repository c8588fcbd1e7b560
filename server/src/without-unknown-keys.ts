import type { z } from 'zod';

/** What is unknown in an object, and within its values. */
type Unknown = { keys: Set<string>; within: Map<PropertyKey, Unknown> };

/** A copy of the input without the keys that the issues report as unknown; values without such keys are shared with it. */
export function withoutUnknownKeys(input: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const all: Unknown = { keys: new Set(), within: new Map() };
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    let unknown = all;
    for (const step of issue.path) {
      const next = unknown.within.get(step) ?? { keys: new Set(), within: new Map() };
      unknown.within.set(step, next);
      unknown = next;
    }
    for (const key of issue.keys) unknown.keys.add(key);
  }
  return without(input, all);
}

function without(value: unknown, { keys, within }: Unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const clean = (step: PropertyKey, child: unknown) => {
    const unknown = within.get(step);
    return unknown ? without(child, unknown) : child;
  };
  if (Array.isArray(value)) return value.map((child, index) => clean(index, child));
  return Object.fromEntries(Object.entries(value).flatMap(([key, child]) => (keys.has(key) ? [] : [[key, clean(key, child)]])));
}
