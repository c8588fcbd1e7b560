import type { Faq } from '@supportchat/protocol';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { ApiError } from '../../http/api-error.ts';
import { useSites } from '../../queries/use-sites.ts';
import { may, useMe } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { plural } from '../../ui/format/format-number.ts';
import { RelativeTime } from '../../ui/format/relative-time.tsx';
import { BackLink } from '../../ui/page/back-link.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EditFaq } from './edit-faq.tsx';
import { FaqDetails } from './faq-details.tsx';
import { TryDrawer } from './try-drawer.tsx';
import { useFaq } from './use-faqs.ts';

/** `/faqs/:faqId`: to change it, or to read it for those who may not. */
export function FaqPage() {
  const { faqId = '' } = useParams();
  const manages = may(useMe(), 'manage-faqs');
  const [trying, setTrying] = useState(false);
  const faq = useFaq(faqId);
  const list = (useLocation().state as { list?: string } | null)?.list ?? '';

  if (faq.isError && !faq.data && faq.error instanceof ApiError && (faq.error.code === 'NOT_FOUND' || faq.error.code === 'VALIDATION')) return <NotFound />;
  return (
    <Page
      title="FAQ"
      width="form"
      above={<BackLink to={`/faqs${list}`}>FAQs</BackLink>}
      actions={
        <Button icon={<FlaskConical />} disabled={!faq.data} onClick={() => setTrying(true)}>
          Try a question
        </Button>
      }
    >
      {faq.data ? (
        <>
          <Counts faq={faq.data} />
          {manages ? <EditFaq key={faq.data._id} faq={faq.data} list={list} /> : <FaqDetails faq={faq.data} />}
          <TryDrawer open={trying} siteId={faq.data.siteId} onClose={() => setTrying(false)} />
        </>
      ) : faq.isError ? (
        <Failure error={faq.error} title="The FAQ could not be loaded" onRetry={() => void faq.refetch()} />
      ) : (
        <div role="status" aria-label="Loading FAQ" className="flex flex-col gap-6">
          <Skeleton className="h-4 w-72" />
          <Skeleton className="h-7" />
          <Skeleton className="h-32" />
        </div>
      )}
    </Page>
  );
}

function Counts({ faq }: { faq: Faq }) {
  const { data: sites = [] } = useSites();
  const site = sites.length > 1 ? sites.find(({ _id }) => _id === faq.siteId) : undefined;
  return (
    <p className="-mt-3 mb-5 text-ink-2">
      {site && `${site.name}. `}
      {describeCounts(faq)} Changed <RelativeTime at={faq.updatedAt} />.
    </p>
  );
}

function describeCounts({ viewCount, helpfulCount }: Faq): string {
  if (viewCount === 0) return 'The bot has not given this answer yet.';
  return `The bot gave this answer ${viewCount === 1 ? 'once' : plural(viewCount, 'time')}. ${helpfulCount === 0 ? 'No one' : plural(helpfulCount, 'visitor')} said it helped.`;
}
