import type { Faq, Site } from '@supportchat/protocol';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import { Hint } from '../../ui/overlays/hint.tsx';
import { Card } from '../../ui/page/page.tsx';
import { PlainButton } from '../../ui/plain-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Th } from '../../ui/table.tsx';
import type { FaqSort } from './faq-filters.ts';
import { FaqRow } from './faq-row.tsx';
import { useToggleFaq } from './use-faqs.ts';

type FaqTableProps = {
  faqs: Faq[];
  manages: boolean;
  /** The sites named in the rows; null when all rows belong to one site. */
  siteNames: Site[] | null;
  sort: FaqSort;
  onSort: (sort: FaqSort) => void;
};

/** Rows with their counts and a switch; on a phone the counts are under the question. */
export function FaqTable({ faqs, manages, siteNames, sort, onSort }: FaqTableProps) {
  const flip = useToggleFaq();
  return (
    <Card padded={false}>
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">FAQs</caption>
        <thead>
          <tr>
            <SortTh name="question" label="Question" sort={sort} onSort={onSort} />
            <SortTh name="category" label="Category" sort={sort} onSort={onSort} className="w-40 max-md:hidden" />
            {siteNames && <Th className="w-44 max-lg:hidden">Site</Th>}
            <SortTh end name="answered" label="Answered" sort={sort} onSort={onSort} className="w-32 max-sm:hidden">
              <Hint about="Answered">How often the bot gave this answer.</Hint>
            </SortTh>
            <SortTh end name="helped" label="Helped" sort={sort} onSort={onSort} className="w-28 max-sm:hidden">
              <Hint about="Helped">How often visitors said the answer helped, counted once per answer.</Hint>
            </SortTh>
            <Th end className="w-20">
              Active
            </Th>
          </tr>
        </thead>
        <tbody>
          {faqs.map((faq) => (
            <FaqRow
              key={faq._id}
              faq={faq}
              siteName={siteNames && (siteNames.find((site) => site._id === faq.siteId)?.name ?? '')}
              onSwitch={manages ? (isActive) => flip.mutate({ faq, isActive }) : undefined}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

type SortThProps = { name: FaqSort; label: string; sort: FaqSort; onSort: (sort: FaqSort) => void; end?: boolean; className?: string; children?: ReactNode };

/** A column heading that sorts; pressed again it restores the default order. */
function SortTh({ name, label, sort, onSort, end, className, children }: SortThProps) {
  const chosen = sort === name;
  const isCount = name === 'answered' || name === 'helped';
  const Arrow = isCount ? ArrowDown : ArrowUp;
  return (
    <Th end={end} className={className} aria-sort={chosen ? (isCount ? 'descending' : 'ascending') : undefined}>
      <span className="inline-flex items-center gap-1">
        <PlainButton
          onClick={() => onSort(chosen ? 'changed' : name)}
          className={classes('-mx-1 inline-flex items-center gap-1 rounded-xs px-1 hover:text-ink pointer-coarse:h-10', chosen && 'text-ink')}
        >
          {label}
          {chosen && <Arrow className="size-3" aria-hidden />}
        </PlainButton>
        {children}
      </span>
    </Th>
  );
}

export function FaqTableSkeleton() {
  return (
    <Card padded={false}>
      <SkeletonRows count={6} label="Loading FAQs" />
    </Card>
  );
}
