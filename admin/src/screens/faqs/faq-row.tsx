import type { Faq } from '@supportchat/protocol';
import { Link, useLocation } from 'react-router';
import { classes } from '../../ui/classes.ts';
import { formatCount } from '../../ui/format/format-number.ts';
import { Switch } from '../../ui/forms/switch.tsx';
import { Td } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';

type FaqRowProps = {
  faq: Faq;
  /** Null when all rows belong to one site. */
  siteName: string | null;
  /** Left out for those who may not change it. */
  onSwitch: ((isActive: boolean) => void) | undefined;
};

/** One FAQ; the question opens it. */
export function FaqRow({ faq, siteName, onSwitch }: FaqRowProps) {
  const { search } = useLocation();
  return (
    <tr className="transition-colors hover:bg-sunken">
      <Td className="py-3">
        <Link
          to={`/faqs/${faq._id}`}
          state={{ list: search }}
          className={classes('line-clamp-2 font-medium break-words hover:underline', !faq.isActive && 'text-ink-2')}
        >
          {faq.question}
        </Link>
        <div className="truncate text-ink-3">{faq.answer}</div>
        <div className="mt-1 flex flex-wrap items-center gap-1 empty:hidden">
          {faq.category && <Tag className="md:hidden">{faq.category}</Tag>}
          {faq.pageSpecific && <Tag>on {faq.pageSpecific}</Tag>}
          {siteName !== null && <Tag className="lg:hidden">{siteName}</Tag>}
          <span className="text-small text-ink-3 sm:hidden">
            {formatCount(faq.viewCount)} answered, {formatCount(faq.helpfulCount)} helped
          </span>
        </div>
      </Td>
      <Td className="truncate text-ink-2 max-md:hidden">{faq.category}</Td>
      {siteName !== null && <Td className="truncate text-ink-2 max-lg:hidden">{siteName}</Td>}
      <Td end className="max-sm:hidden">
        {formatCount(faq.viewCount)}
      </Td>
      <Td end className="max-sm:hidden">
        {formatCount(faq.helpfulCount)}
      </Td>
      <Td>
        <div className="flex justify-end">
          {onSwitch ? (
            <Switch checked={faq.isActive} onChange={onSwitch} label={`“${faq.question}” is active`} labelHidden />
          ) : (
            <Tag tone={faq.isActive ? 'ok' : 'neutral'}>{faq.isActive ? 'Active' : 'Off'}</Tag>
          )}
        </div>
      </Td>
    </tr>
  );
}
