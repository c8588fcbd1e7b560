import type { Features } from './features.ts';
import weights from './weights.json' with { type: 'json' };

/** Weights of a logistic regression over the features, as `bench/faq/train.ts` writes them. */
export type Weights = { bias: number; features: Features };

/** P(the best FAQ is the right answer), 0-1. */
export function probabilityOf(features: Features, { bias, features: slopes }: Weights = weights): number {
  let sum = bias;
  for (const [name, value] of Object.entries(features)) sum += slopes[name as keyof Features] * value;
  return 1 / (1 + Math.exp(-sum));
}
