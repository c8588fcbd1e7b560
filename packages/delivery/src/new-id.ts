/** The browser's `crypto`; on plain http it lacks `randomUUID`. */
type RandomSource = { randomUUID?: () => string; getRandomValues(into: Uint32Array<ArrayBuffer>): Uint32Array };

/** A random UUID, or as many random digits. */
export function newId(source: RandomSource): string {
  return source.randomUUID?.() ?? Array.from(source.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, '0')).join('-');
}
