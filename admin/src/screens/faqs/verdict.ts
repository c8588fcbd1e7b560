import type { FaqMatches, Site } from '@supportchat/protocol';
import type { z } from 'zod';
import { formatPercent, formatProbability } from '../../ui/format/format-number.ts';

export type Matches = z.infer<typeof FaqMatches>;
export type Verdict = { answers: boolean; reason: string };

/** Whether the bot would answer, and why. */
export function verdict({ matches, threshold }: Matches, site: Pick<Site, 'aiSettings' | 'isActive'> | undefined): Verdict {
  const best = matches[0];
  if (site && !site.isActive) return { answers: false, reason: 'The bot stays silent because this site is switched off.' };
  if (site && !site.aiSettings.enabled) return { answers: false, reason: 'The bot stays silent because automatic answers are off on this site.' };
  if (!best) return { answers: false, reason: 'The bot stays silent because no active FAQ matches.' };
  const sure = formatProbability(best.probability);
  if (best.probability >= threshold) return { answers: true, reason: `The bot answers. It is ${sure} sure; the minimum is ${formatPercent(threshold)}.` };
  // Rounding must not say "75% sure; the minimum is 75%".
  const reason = sure === formatPercent(threshold) ? `just under ${sure}` : sure;
  return { answers: false, reason: `The bot stays silent. It is ${reason} sure of its best match; the minimum is ${formatPercent(threshold)}.` };
}
