/** A random UUID; on plain http, where browsers hide `crypto.randomUUID`, as many random digits. */
export function newId(): string {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, '0')).join('-');
}
