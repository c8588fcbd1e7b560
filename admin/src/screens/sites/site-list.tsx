import { PanelTop, Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { useSites } from '../../queries/use-sites.ts';
import { may, useMe } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchInput } from '../../ui/forms/search-input.tsx';
import { Card, Page } from '../../ui/page/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { CreateSiteDialog } from './create-site-dialog.tsx';
import { SiteRow } from './site-row.tsx';

/** With fewer sites there is no search box. */
const MIN_FOR_SEARCH = 8;

/** Every site of the user. */
export function SiteList({ creating = false }: { creating?: boolean }) {
  const manages = may(useMe(), 'manage-sites');
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const sites = useSites();
  const found = sites.data?.filter((site) => `${site.name} ${site.domain}`.toLowerCase().includes(search.trim().toLowerCase())) ?? [];

  return (
    <Page
      title="Sites"
      actions={
        manages && (
          <ButtonLink to="/sites/new" variant="primary" icon={<Plus />}>
            New site
          </ButtonLink>
        )
      }
    >
      {(sites.data?.length ?? 0) >= MIN_FOR_SEARCH && (
        <SearchInput value={search} onChange={setSearch} label="Search sites" placeholder="Name or domain" className="mb-4 max-w-80" />
      )}
      <Card padded={false}>
        {sites.isPending && <SkeletonRows count={3} label="Loading sites" />}
        {sites.isError && <Failure error={sites.error} title="The sites could not be loaded" onRetry={() => void sites.refetch()} />}
        {sites.data?.length === 0 && <NoSites manages={manages} />}
        {sites.data && sites.data.length > 0 && found.length === 0 && (
          <EmptyState title={`No results for “${search.trim()}”`}>Search looks in names and domains.</EmptyState>
        )}
        {found.length > 0 && (
          <ul>
            {found.map((site) => (
              <SiteRow key={site._id} site={site} />
            ))}
          </ul>
        )}
      </Card>
      {manages && <CreateSiteDialog open={creating} onClose={() => void navigate('/sites')} />}
    </Page>
  );
}

function NoSites({ manages }: { manages: boolean }) {
  return (
    <EmptyState
      icon={<PanelTop />}
      title="No site yet"
      action={
        manages && (
          <ButtonLink to="/sites/new" icon={<Plus />}>
            Create a site
          </ButtonLink>
        )
      }
    >
      {manages
        ? 'A site is a website with the chat on it. Each has its own look, answers and embed code.'
        : 'You have not been added to a site yet. Ask an owner or admin.'}
    </EmptyState>
  );
}
