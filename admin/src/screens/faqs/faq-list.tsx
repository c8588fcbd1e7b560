import { FlaskConical, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { useSiteChoice } from '../../queries/use-site-choice.ts';
import { useSites } from '../../queries/use-sites.ts';
import { may, useMe } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page/page.tsx';
import { FaqFilterBar } from './faq-filter-bar.tsx';
import { readFilters, writeFilters } from './faq-filters.ts';
import { FaqTable, FaqTableSkeleton } from './faq-table.tsx';
import { NoFaqs } from './no-faqs.tsx';
import { sortFaqs } from './sort-faqs.ts';
import { TryDrawer } from './try-drawer.tsx';
import { useFaqList } from './use-faqs.ts';

/** Every FAQ of the chosen site or of all. */
export function FaqList() {
  const manages = may(useMe(), 'manage-faqs');
  const siteId = useSiteChoice();
  const { data: sites } = useSites();
  const [address, setAddress] = useSearchParams();
  const filters = readFilters(address);
  const list = useFaqList(filters, siteId);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const faqs = sortFaqs(list.data?.pages.flatMap((page) => page.items) ?? [], filters.sort);
  // Sorting in the browser needs all of them.
  const needsAll = filters.sort !== 'changed';
  useEffect(() => {
    if (needsAll && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [needsAll, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const triedSite = address.get('try');

  const setTriedSite = (id: string | null) => {
    const next = new URLSearchParams(address);
    if (id === null) next.delete('try');
    else next.set('try', id);
    setAddress(next, { replace: true });
  };

  return (
    <Page
      title="FAQs"
      actions={
        <>
          <Button icon={<FlaskConical />} onClick={() => setTriedSite(siteId ?? '')}>
            <span>
              Try<span className="max-sm:sr-only"> a question</span>
            </span>
          </Button>
          {manages && (sites?.length ?? 0) > 0 && (
            <ButtonLink to="/faqs/new" variant="primary" icon={<Plus />}>
              New FAQ
            </ButtonLink>
          )}
        </>
      }
    >
      <FaqFilterBar filters={filters} siteId={siteId} onChange={(next) => setAddress(writeFilters(address, next), { replace: true })} />
      {list.isPending && <FaqTableSkeleton />}
      {list.isError && !list.data && <Failure error={list.error} title="The FAQs could not be loaded" onRetry={() => void list.refetch()} />}
      {list.data && faqs.length === 0 && (
        <NoFaqs
          filters={filters}
          manages={manages}
          sites={sites ?? []}
          onClear={() => setAddress(writeFilters(address, { search: '', category: '', active: 'all', sort: filters.sort }))}
        />
      )}
      {faqs.length > 0 && (
        <FaqTable
          faqs={faqs}
          manages={manages}
          siteNames={siteId === null && sites && sites.length > 1 ? sites : null}
          sort={filters.sort}
          onSort={(sort) => setAddress(writeFilters(address, { ...filters, sort }), { replace: true })}
        />
      )}
      {hasNextPage && !needsAll && (
        <div className="mt-4 text-center">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      <TryDrawer open={triedSite !== null} siteId={triedSite || siteId} onClose={() => setTriedSite(null)} />
    </Page>
  );
}
