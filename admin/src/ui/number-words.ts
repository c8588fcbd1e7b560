/** A share, 0-1, in whole per cent: `75 %`. */
export const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A count with its thousands apart: `12,480`. */
export const countWords = (count: number) => count.toLocaleString('en-GB');

/** `1 view`, `2 views`. */
export const plural = (count: number, one: string, many = `${one}s`) => `${countWords(count)} ${count === 1 ? one : many}`;
