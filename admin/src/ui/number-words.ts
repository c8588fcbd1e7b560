/** A share, 0-1, in whole per cent: `75 %`. */
export const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A probability in whole per cent; only certainty is 100 %. */
export const likelihood = (probability: number) => percent(probability < 1 ? Math.min(probability, 0.99) : 1);

/** A count with its thousands apart: `12,480`. */
export const countWords = (count: number) => count.toLocaleString('en-GB');

/** `1 view`, `2 views`. */
export const plural = (count: number, one: string, many = `${one}s`) => `${countWords(count)} ${count === 1 ? one : many}`;
