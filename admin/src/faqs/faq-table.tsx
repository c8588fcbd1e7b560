import type { Faq, Site } from '@supportchat/protocol';
import { Hint } from '../ui/hint.tsx';
import { Card } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Th } from '../ui/table.tsx';
import { FaqRow } from './faq-row.tsx';
import { useSwitchFaq } from './use-faqs.ts';

type FaqTableProps = {
  faqs: Faq[];
  manages: boolean;
  /** The sites named in the rows; null when all rows belong to one site. */
  siteNames: Site[] | null;
};

/** Rows with their counts and a switch; on a phone the counts are under the question. */
export function FaqTable({ faqs, manages, siteNames }: FaqTableProps) {
  const flip = useSwitchFaq();
  return (
    <Card padded={false}>
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">FAQs, newest change first</caption>
        <thead>
          <tr>
            <Th>Question</Th>
            <Th end className="w-28 max-sm:hidden">
              <span className="inline-flex items-center gap-1">
                Answered <Hint about="Answered">How often the bot gave this answer.</Hint>
              </span>
            </Th>
            <Th end className="w-24 max-sm:hidden">
              <span className="inline-flex items-center gap-1">
                Helped <Hint about="Helped">How often visitors said the answer helped, counted once per answer.</Hint>
              </span>
            </Th>
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
              siteName={siteNames?.find((site) => site._id === faq.siteId)?.name ?? null}
              onSwitch={manages ? (isActive) => flip.mutate({ faq, isActive }) : undefined}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

export function FaqTableSkeleton() {
  return (
    <Card padded={false}>
      <SkeletonRows count={6} label="Loading FAQs" />
    </Card>
  );
}
