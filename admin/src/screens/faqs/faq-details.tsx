import type { Faq } from '@supportchat/protocol';
import { ReadOnlyFields } from '../../ui/read-only-fields.tsx';

/** An FAQ for users who may not change it: role agent. */
export function FaqDetails({ faq }: { faq: Faq }) {
  return (
    <>
      <ReadOnlyFields
        items={[
          { name: 'Question', value: faq.question },
          { name: 'Answer', value: <span className="whitespace-pre-line">{faq.answer}</span> },
          { name: 'Other ways to ask it', value: faq.keywords.join(' · ') },
          { name: 'Category', value: faq.category },
          { name: 'Page', value: faq.pageSpecific || 'Every page' },
          { name: 'State', value: faq.isActive ? 'Active' : 'Off' },
        ]}
      />
      <p className="mt-3 text-ink-3">Owners and admins write the FAQs.</p>
    </>
  );
}
