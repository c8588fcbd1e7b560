import type { LiveCounts } from '@supportchat/protocol';
import { waitTone } from '../../queries/conversations/waiting.ts';
import { type Figure, Figures } from '../../ui/figures.tsx';
import { compareDurations } from '../../ui/format/compare.ts';
import { formatCount, formatPercent, plural } from '../../ui/format/format-number.ts';
import { formatDuration } from '../../ui/format/format-time.ts';
import { Hint } from '../../ui/overlays/hint.tsx';

/** The current activity, in four numbers and a line. */
export function LiveFigures({ counts }: { counts: LiveCounts | undefined }) {
  return (
    <>
      <Figures label="Right now" items={figures(counts)} />
      {counts && counts.visitorsOnline + counts.open + counts.assigned > 0 && (
        <p className="-mt-4 mb-7 text-small text-ink-3">
          {plural(counts.visitorsOnline, 'visitor')} online · {formatCount(counts.open)} unassigned · {formatCount(counts.assigned)} assigned
        </p>
      )}
    </>
  );
}

export function figures(counts: LiveCounts | undefined): Figure[] {
  const change = counts && compareDurations(counts.firstResponseTodaySeconds, counts.firstResponseLastWeekSeconds, 'last week');
  return [
    {
      name: 'Waiting now',
      to: '/conversations/waiting',
      value: counts && formatCount(counts.waiting),
      note: counts && (counts.oldestWaitingSeconds === null ? 'No one is waiting' : `oldest ${formatDuration(wholeMinutes(counts.oldestWaitingSeconds))}`),
      tone: waitingTone(counts),
    },
    {
      name: 'Agents online',
      to: '/agents',
      value: counts && formatCount(counts.agentsOnline),
      note: counts && `of ${formatCount(counts.agentsTotal)}`,
    },
    {
      name: 'First response today',
      to: '/analytics',
      hint: (
        <Hint about="First response today">
          The median for conversations that started today: half of the visitors got an agent’s first message within this time.
        </Hint>
      ),
      value: counts && (counts.firstResponseTodaySeconds === null ? '–' : formatDuration(counts.firstResponseTodaySeconds)),
      note: counts && (counts.firstResponseTodaySeconds === null ? 'No agent has answered yet' : change?.text),
      tone: change?.tone,
    },
    {
      name: 'Answered by the bot',
      to: '/analytics',
      hint: <Hint about="Answered by the bot">Share of today’s conversations that the bot answered without an agent.</Hint>,
      value: counts && (counts.botShareToday === null ? '–' : formatPercent(counts.botShareToday)),
      note: counts && (counts.conversationsToday === 0 ? 'No conversations today' : `of ${plural(counts.conversationsToday, 'conversation')} today`),
    },
  ];
}

/** As in the list: colored once the longest wait is long. */
function waitingTone(counts: LiveCounts | undefined) {
  const tone = waitTone((counts?.oldestWaitingSeconds ?? 0) * 1000);
  return tone === 'neutral' ? undefined : tone;
}

/** Whole minutes from the first minute on, as it is refreshed only every half minute. */
const wholeMinutes = (seconds: number) => (seconds < 60 ? seconds : Math.floor(seconds / 60) * 60);
