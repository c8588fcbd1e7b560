import type { Site } from '@supportchat/protocol';
import { BookOpenText, Plus } from 'lucide-react';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card } from '../../ui/page/page.tsx';
import { type FaqFilters, isFiltered } from './faq-filters.ts';

type NoFaqsProps = { filters: FaqFilters; manages: boolean; sites: Site[]; onClear: () => void };

/** Why the list is empty, and the one next step. */
export function NoFaqs({ filters, manages, sites, onClear }: NoFaqsProps) {
  return (
    <Card padded={false}>
      {isFiltered(filters) ? (
        <EmptyState title="No FAQs match these filters" action={<Button onClick={onClear}>Clear filters</Button>}>
          {filters.search.trim() ? `Searched questions, answers, phrasings and categories for “${filters.search.trim()}”.` : undefined}
        </EmptyState>
      ) : sites.length === 0 ? (
        <EmptyState icon={<BookOpenText />} title="No site yet" action={manages && <ButtonLink to="/sites/new">Create a site</ButtonLink>}>
          FAQs belong to a site. Create one first.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<BookOpenText />}
          title="No FAQs yet"
          action={
            manages && (
              <ButtonLink to="/faqs/new" icon={<Plus />}>
                Write your first FAQ
              </ButtonLink>
            )
          }
        >
          The bot uses FAQs to answer recurring questions instantly, day and night.
        </EmptyState>
      )}
    </Card>
  );
}
