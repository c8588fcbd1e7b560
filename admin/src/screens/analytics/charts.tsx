import type { Analytics } from '@supportchat/protocol';
import { ConversationsChart } from '../../components/conversations-chart.tsx';
import { DurationChart, FirstResponseChart } from '../../components/duration-chart.tsx';
import { BotChart } from './bot-chart.tsx';
import { MessagesChart } from './messages-chart.tsx';

/** The charts of a report; two that belong together are side by side where there is room. */
export function Charts({ report }: { report: Analytics }) {
  const { days, from, to } = report;
  const fileName = (name: string) => `${name}-${from}-to-${to}`;
  return (
    <div className="grid gap-5 lg:grid-cols-2 [&>*]:min-w-0">
      <div className="lg:col-span-2">
        <ConversationsChart days={days} title="Conversations" fileName={fileName('conversations')} />
      </div>
      <FirstResponseChart days={days} fileName={fileName('first-response')} />
      <DurationChart
        title="Resolution"
        of="resolution"
        definition="From the start of a conversation until it was resolved, on the day it was resolved."
        days={days}
        fileName={fileName('resolution')}
      />
      <MessagesChart days={days} fileName={fileName('messages')} />
      <BotChart days={days} fileName={fileName('bot-share')} />
    </div>
  );
}
