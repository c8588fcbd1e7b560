import { useEffect, useState } from 'react';
import { SiteFilter } from '../../components/site-filter.tsx';
import { SearchInput } from '../../ui/forms/search-input.tsx';
import { Segmented } from '../../ui/forms/segmented.tsx';
import { Select } from '../../ui/forms/select.tsx';
import type { FaqFilters } from './faq-filters.ts';
import { useCategories } from './use-faqs.ts';

type FaqFilterBarProps = { filters: FaqFilters; siteId: string | null; onChange: (filters: FaqFilters) => void };

/** The search goes out this long after the last key, in milliseconds. */
const SEARCH_DELAY_MS = 200;
const ANY = '';

export function FaqFilterBar({ filters, siteId, onChange }: FaqFilterBarProps) {
  const { data: categories = [] } = useCategories(siteId);
  const [text, setText] = useState(filters.search);

  // The address may change by itself: Back, or "Clear filters".
  useEffect(() => setText(filters.search), [filters.search]);
  useEffect(() => {
    if (text === filters.search) return;
    const timer = setTimeout(() => onChange({ ...filters, search: text }), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, filters, onChange]);

  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <SearchInput value={text} onChange={setText} label="Search FAQs" placeholder="Question, answer or phrasing" className="w-72 max-sm:w-full" />
      <SiteFilter />
      {(categories.length > 0 || filters.category !== '') && (
        <Select
          label="Category"
          value={filters.category}
          onChange={(category) => onChange({ ...filters, category })}
          options={[{ value: ANY, label: 'All categories' }, ...withChosen(categories, filters.category).map((name) => ({ value: name, label: name }))]}
          className="max-w-52"
        />
      )}
      <Segmented
        label="State"
        value={filters.active}
        onChange={(active) => onChange({ ...filters, active })}
        options={[
          { value: 'all', label: 'All' },
          { value: 'on', label: 'Active' },
          { value: 'off', label: 'Off' },
        ]}
      />
    </div>
  );
}

const withChosen = (categories: string[], chosen: string) => (chosen === '' || categories.includes(chosen) ? categories : [chosen, ...categories]);
