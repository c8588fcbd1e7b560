import type { FaqMatches, Site } from '@supportchat/protocol';
import type { z } from 'zod';
import { likelihood, percent } from '../ui/number-words.ts';

export type Matches = z.infer<typeof FaqMatches>;
export type Verdict = { answers: boolean; words: string };

/** Would the bot answer, and why? */
export function verdict({ matches, threshold }: Matches, site: Pick<Site, 'aiSettings' | 'isActive'> | undefined): Verdict {
  const best = matches[0];
  if (site && !site.isActive) return { answers: false, words: 'The bot is silent: this site is switched off.' };
  if (site && !site.aiSettings.enabled) return { answers: false, words: 'The bot is silent: automatic answers are off on this site.' };
  if (!best) return { answers: false, words: 'The bot is silent: no active FAQ has anything in common with this.' };
  const sure = likelihood(best.probability);
  if (best.probability >= threshold) return { answers: true, words: `The bot answers: it is ${sure} sure, and ${percent(threshold)} is enough.` };
  // Rounding must not tell "75 % sure, but 75 % is asked".
  const told = sure === percent(threshold) ? `just under ${sure}` : sure;
  return { answers: false, words: `The bot is silent: the best match is ${told} sure, but ${percent(threshold)} is asked.` };
}
