import type { PageVisit } from '@supportchat/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../../queries/keys.ts';
import { api } from '../../../session/api.ts';
import { Ago } from '../../../ui/format/time.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { describeVisit } from './describe-visit.ts';
import { SafeLink } from './safe-link.tsx';

/** Rows before "Show all". */
const FEW = 5;

/** The pages that the visitor has been on, newest first. */
export function PageHistory({ visits, currentPage }: { visits: readonly PageVisit[]; currentPage: string }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ol className="flex flex-col gap-1.5">
        {(all ? visits : visits.slice(0, FEW)).map(({ url, at }) => (
          <li key={`${at} ${url}`} className="flex items-baseline gap-3" title={url.slice(0, 500)}>
            <span className="min-w-0 flex-1 truncate">
              <SafeLink href={url}>{describeVisit(url, currentPage)}</SafeLink>
            </span>
            <span className="shrink-0 text-small text-ink-3">
              <Ago at={at} />
            </span>
          </li>
        ))}
      </ol>
      {!all && visits.length > FEW && (
        <PlainButton className="mt-2 rounded-xs text-small text-accent-text hover:underline" onClick={() => setAll(true)}>
          Show all {visits.length}
        </PlainButton>
      )}
    </>
  );
}

/** Fetched again when the visitor moves: events carry the current page alone. */
export const usePageHistory = (conversationId: string, currentPage: string | undefined) =>
  useQuery({
    queryKey: [...keys.conversation(conversationId), 'pages', currentPage],
    enabled: currentPage !== undefined,
    queryFn: async ({ signal }) => (await api.get<{ items: PageVisit[] }>(`/conversations/${conversationId}/pages`, {}, signal)).items,
    placeholderData: keepPreviousData,
  });
