import { numberLocale } from './locale.ts';

/** A share, 0-1, in whole percent: `75%`, or `75 %` by the agent's region. */
export const formatPercent = (share: number) => share.toLocaleString(numberLocale(), { style: 'percent', maximumFractionDigits: 0 });

/** A probability in whole percent; only certainty is 100 %. */
export const formatProbability = (probability: number) => formatPercent(probability < 1 ? Math.min(probability, 0.99) : 1);

/** A count with a thousands separator: `12,480`. */
export const formatCount = (count: number) => count.toLocaleString(numberLocale());

/** `1 view`, `2 views`. */
export const plural = (count: number, one: string, many = `${one}s`) => `${formatCount(count)} ${count === 1 ? one : many}`;
