/** The part of an address that names a message of the open conversation: `#m-9`. */
export const messageHash = (seq: number) => `#m-${seq}`;

/** The `seq` that an address names; null for none. */
export function seqOfHash(hash: string): number | null {
  const digits = /^#m-(\d{1,9})$/.exec(hash)?.[1];
  return digits === undefined ? null : Number(digits);
}
