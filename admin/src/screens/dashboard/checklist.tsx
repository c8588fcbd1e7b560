import type { Faq, List } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { Check, ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../queries/keys.ts';
import { useAgents } from '../../queries/use-agents.ts';
import { useHasConversation } from '../../queries/use-has-conversation.ts';
import { useSites } from '../../queries/use-sites.ts';
import { api } from '../../session/api.ts';
import { storage } from '../../session/storage.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { nextStep, type Step, setupSteps } from './checklist-steps.ts';

/** Set when the checklist was hidden in this browser. */
const HIDDEN = 'sc_admin_setup_hidden';

/** The steps to a working chat, until all are done or it is hidden. Nothing while it is not known what is done. */
export function Checklist() {
  const steps = useChecklistSteps();
  const [hidden, setHidden] = useState(() => storage.read(HIDDEN) !== null);
  const next = steps && nextStep(steps);
  if (!steps || !next || hidden) return null;
  return (
    <ChecklistBar
      steps={steps}
      next={next}
      onHide={() => {
        storage.write(HIDDEN, '1');
        setHidden(true);
      }}
    />
  );
}

function useChecklistSteps(): Step[] | null {
  const sites = useSites();
  const agents = useAgents();
  const faqs = useQuery({ queryKey: [...keys.faqs, 'any'], queryFn: ({ signal }) => api.get<List<Faq>>('/faqs', { limit: 1 }, signal) });
  const hasConversation = useHasConversation();
  if (!sites.data || !agents.data || !faqs.data || hasConversation === undefined) return null;
  return setupSteps({ sites: sites.data, agents: agents.data, hasFaq: faqs.data.items.length > 0, hasConversation });
}

function ChecklistBar({ steps, next, onHide }: { steps: Step[]; next: Step; onHide: () => void }) {
  const done = steps.filter((step) => step.done).length;
  const [open, setOpen] = useState(done === 0);
  return (
    <section aria-label="Setup" className="mb-7 rounded-l border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 pr-3 pl-4 sm:pl-5">
        <h2 className="font-medium">Setup</h2>
        <Progress done={done} of={steps.length} label="Setup" className="w-[120px] max-sm:w-16" />
        <p className="min-w-0 text-ink-2 max-sm:order-1 max-sm:w-full">
          {done} of {steps.length} done. Next: {next.name.charAt(0).toLowerCase() + next.name.slice(1)}
        </p>
        <div className="ml-auto flex items-center gap-1">
          <Button variant="quiet" aria-expanded={open} aria-label={open ? 'Hide steps' : 'Show steps'} size="icon" onClick={() => setOpen(!open)}>
            <ChevronDown className={classes('transition-transform', open && 'rotate-180')} />
          </Button>
          <ButtonLink to={next.to}>{next.action}</ButtonLink>
          <IconButton label="Hide setup" icon={<X />} onClick={onHide} />
        </div>
      </div>
      {open && (
        <ol className="border-t border-line px-4 py-2 sm:px-5">
          {steps.map((step) => (
            <li key={step.id} className="flex items-center gap-2.5 py-1.5">
              <span
                className={classes(
                  'grid size-4 shrink-0 place-items-center rounded-full border',
                  step.done ? 'border-accent bg-accent text-on-accent' : 'border-control',
                )}
              >
                {step.done && <Check className="size-2.5" strokeWidth={3.5} aria-hidden />}
                <span className="sr-only">{step.done ? 'Done:' : 'To do:'}</span>
              </span>
              {step.done ? (
                <span className="text-ink-3">{step.name}</span>
              ) : (
                <Link to={step.to} className="hover:underline">
                  {step.name}
                </Link>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
