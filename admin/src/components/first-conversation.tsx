import { Check, ExternalLink, MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useDemoPage } from '../queries/use-demo-page.ts';
import { useSites } from '../queries/use-sites.ts';
import { may, useMe } from '../session/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** In place of an empty list as long as no visitor has ever written: how to get the first message. */
export function FirstConversation() {
  const { data: sites = [] } = useSites();
  const manages = may(useMe(), 'manage-sites');
  const demoPage = useDemoPage();
  const site = sites[0];
  const isSeen = sites.some(({ widgetSeenAt }) => widgetSeenAt !== null);
  return (
    <EmptyState icon={<MessagesSquare />} title="Waiting for the first message">
      <ol className="mt-2 flex flex-col gap-2 text-left">
        <Step number={1} done={isSeen}>
          {manages && site ? (
            <Link to={`/sites/${site._id}/embed`} className="text-accent-text hover:underline">
              Add the embed code to your site
            </Link>
          ) : (
            'Add the embed code to your site'
          )}
        </Step>
        <Step number={2}>
          Open a page that has it
          {demoPage && (
            <>
              , or the{' '}
              <a href={demoPage} target="_blank" rel="noreferrer" className="text-accent-text hover:underline">
                demo{' '}
                <span className="whitespace-nowrap">
                  page <ExternalLink className="inline size-3.5 align-[-2px]" aria-label="(opens in a new tab)" />
                </span>
              </a>
            </>
          )}
        </Step>
        <Step number={3}>Send a message in the chat. It appears here.</Step>
      </ol>
    </EmptyState>
  );
}

function Step({ number, done = false, children }: { number: number; done?: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <span className="grid size-[18px] shrink-0 place-items-center rounded-full border border-line-strong text-tiny" aria-hidden={!done}>
        {done ? <Check className="size-3 text-ok" aria-label="Done" /> : number}
      </span>
      <span>{children}</span>
    </li>
  );
}
