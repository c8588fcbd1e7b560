import type { Site } from '@supportchat/protocol';
import { BotMessageSquare, MessageSquareOff } from 'lucide-react';
import { Link } from 'react-router';
import { classes } from '../../ui/classes.ts';
import { formatPercent, formatProbability } from '../../ui/format/format-number.ts';
import { type Matches, verdict } from './verdict.ts';

/** Whether the bot would answer, what it would say, and how near each FAQ came. */
export function TryResult({ result, site }: { result: Matches; site: Site | undefined }) {
  const { answers, reason } = verdict(result, site);
  const Icon = answers ? BotMessageSquare : MessageSquareOff;
  return (
    <section aria-label="What the bot would do" className="flex flex-col gap-4 border-t border-line pt-4">
      <p className={classes('flex gap-2.5 rounded-m px-3 py-2', answers ? 'bg-ok-soft text-ok' : 'bg-sunken text-ink-2')}>
        <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span className="min-w-0">{reason}</span>
      </p>
      {answers && (
        <blockquote className="rounded-l border border-dashed border-line-strong px-3.5 py-2.5 text-read break-words whitespace-pre-line">
          {result.matches[0]?.faq.answer}
        </blockquote>
      )}
      {result.matches.length > 0 && (
        <div>
          <h3 className="mb-1 font-medium">Matches</h3>
          <ol>
            {result.matches.map(({ faq, probability }) => (
              <li key={faq._id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 border-b border-line py-2.5 last:border-0">
                <Link to={`/faqs/${faq._id}`} className="line-clamp-2 break-words hover:underline">
                  {faq.question}
                </Link>
                <span className="text-right tabular-nums">{formatProbability(probability)}</span>
                <Likelihood probability={probability} threshold={result.threshold} />
              </li>
            ))}
          </ol>
          <p className="mt-1 text-small text-ink-3">
            The percentage is how certain the bot is that this FAQ is the right answer. The mark is the site’s minimum, {formatPercent(result.threshold)}.
          </p>
        </div>
      )}
    </section>
  );
}

/** The probability as a bar, with a mark where the site's threshold is. */
function Likelihood({ probability, threshold }: { probability: number; threshold: number }) {
  return (
    <span className="relative col-span-2 h-1 rounded-full bg-hover" aria-hidden>
      <span
        className={classes('absolute inset-y-0 left-0 rounded-full', probability >= threshold ? 'bg-accent' : 'bg-control')}
        style={{ width: `${probability * 100}%` }}
      />
      <span className="absolute -inset-y-1 w-px bg-ink" style={{ left: `${threshold * 100}%` }} />
    </span>
  );
}
