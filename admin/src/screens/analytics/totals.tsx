import type { Analytics } from '@supportchat/protocol';
import { Figures } from '../../ui/figures.tsx';
import { type Change, compareCounts, compareDurations, compareShares } from '../../ui/format/compare.ts';
import { formatCount, formatPercent } from '../../ui/format/format-number.ts';
import { formatDuration } from '../../ui/format/format-time.ts';

type TotalsProps = {
  now: Analytics | undefined;
  /** The same number of days right before, for comparison. */
  before: Analytics | undefined;
};

const sum = (report: Analytics) => report.days.reduce((all, day) => all + day.conversations, 0);
const formatSeconds = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds));
const note = (change: Change | null | undefined) => ({ note: change?.text, tone: change?.tone });

/** The whole range in four numbers, each compared with the range before. */
export function Totals({ now, before }: TotalsProps) {
  const than = 'before';
  const both = now && before;
  return (
    <Figures
      label="The whole range"
      items={[
        { name: 'Conversations', value: now && formatCount(sum(now)), ...note(both && compareCounts(sum(now), sum(before), than)) },
        {
          name: 'First response, median',
          value: now && formatSeconds(now.firstResponse.medianSeconds),
          ...note(both && compareDurations(now.firstResponse.medianSeconds, before.firstResponse.medianSeconds, than)),
        },
        {
          name: 'Resolution, median',
          value: now && formatSeconds(now.resolution.medianSeconds),
          ...note(both && compareDurations(now.resolution.medianSeconds, before.resolution.medianSeconds, than)),
        },
        {
          name: 'By the bot alone',
          value: now && (now.botShare === null ? '–' : formatPercent(now.botShare)),
          ...note(both && compareShares(now.botShare, before.botShare, than)),
        },
      ]}
    />
  );
}
