import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import type { Conversation, Faq, List } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { BookOpenText, Inbox, Keyboard, type LucideIcon, MessageSquareText, Monitor, Moon, PanelTop, Search, Sun, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { MAIN_ITEMS, NAVIGATION_ITEMS, type NavigationItem } from '../navigation-items.ts';
import { chooseTheme } from '../preferences/theme.ts';
import { applyConversation } from '../queries/conversations/apply-events.ts';
import { openToWrite } from '../queries/conversations/open-state.ts';
import { VIEWS } from '../queries/conversations/views.ts';
import { visitorLabel } from '../queries/conversations/visitor-label.ts';
import { SITE_PARTS } from '../queries/site-parts.ts';
import { useSites } from '../queries/use-sites.ts';
import { api } from '../session/api.ts';
import { canManage, useMe } from '../session/session.ts';
import { Keys } from '../ui/keys.tsx';
import { usePaletteActions } from '../ui/palette-state.ts';
import { rowClasses } from '../ui/popup.ts';
import { showShortcuts } from './shortcuts.tsx';

type Command = { value: string; label: string; icon?: LucideIcon; keys?: string | undefined; hint?: string; run: () => void };
type Group = { value: string; items: Command[] };

type BodyProps = {
  /** What was typed while the code was fetched. */
  initialText: string;
  /** The palette is closed when it returns. */
  close: () => void;
};

/** The box and its list; loaded apart from the shell. */
export function PaletteBody({ initialText, close }: BodyProps) {
  const [text, setText] = useState(initialText);
  const groups = useGroups(text.trim());
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      value={text}
      onValueChange={setText}
      filter={matches}
      itemToStringValue={(command: Command) => command.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search className="size-4 shrink-0 text-ink-3" aria-hidden />
        <Autocomplete.Input
          autoFocus
          data-autofocus
          aria-label="Search conversations, places and commands"
          placeholder="Search conversations, places and commands"
          className="h-11 w-full bg-transparent text-read outline-none placeholder:text-ink-3"
        />
        <Dialog.Close className="sr-only">Close</Dialog.Close>
      </div>
      <div className="min-h-0 overflow-y-auto p-1.5">
        <Autocomplete.Empty className="px-2 py-6 text-center text-ink-3 empty:hidden">
          No results. Try a name, an email or a word from a message.
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: Group) => (
            <Autocomplete.Group key={group.value} items={group.items} className="pb-1.5">
              <Autocomplete.GroupLabel className="px-2 pt-1.5 pb-1 text-tiny font-medium text-ink-3">{group.value}</Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Autocomplete.Item
                    key={command.value}
                    value={command}
                    className={rowClasses}
                    onClick={() => {
                      close();
                      command.run();
                    }}
                  >
                    {command.icon && <command.icon strokeWidth={1.8} aria-hidden />}
                    <bdi className="max-w-60 shrink-0 truncate">{command.label}</bdi>
                    {command.hint && <bdi className="min-w-0 truncate text-ink-3">{command.hint}</bdi>}
                    {command.keys && <Keys className="ml-auto">{command.keys}</Keys>}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  );
}

/** What the server found stays, whatever its label says. */
const matches = (command: Command, text: string) =>
  /^(conversation|faq):/.test(command.value) || command.label.toLowerCase().includes(text.trim().toLowerCase());

function useGroups(text: string): Group[] {
  const navigate = useNavigate();
  const me = useMe();
  const { data: found = [] } = useQuery({
    queryKey: ['palette', text],
    queryFn: async ({ signal }) => (await api.get<List<Conversation>>('/conversations', { search: text, limit: 8 }, signal)).items,
    enabled: text.length >= 2,
    placeholderData: (previous) => previous,
  });
  const { data: faqs = [] } = useQuery({
    queryKey: ['palette', 'faqs', text],
    queryFn: async ({ signal }) => (await api.get<List<Faq>>('/faqs', { search: text, limit: 5 }, signal)).items,
    enabled: text.length >= 2,
    placeholderData: (previous) => previous,
  });
  const { data: sites = [] } = useSites();
  const offer = usePaletteActions((state) => state.offer);
  const go = (path: string) => () => void navigate(path);
  const toCommand = ({ path, name, icon }: NavigationItem): Command => ({ value: path, label: name, icon, run: go(path) });
  const groups: Group[] = [
    {
      value: offer?.title ?? '',
      items: (offer?.actions ?? []).map(({ label, keys, icon, run }) => ({ value: `action:${label}`, label, keys, icon, run })),
    },
    {
      value: 'Conversations',
      items:
        text.length < 2
          ? []
          : found.map((conversation) => ({
              value: `conversation:${conversation._id}`,
              label: visitorLabel(conversation),
              icon: MessageSquareText,
              hint: conversation.lastMessage?.content ?? '',
              run: () => {
                applyConversation(conversation);
                void navigate(`/conversations/open/${conversation._id}`, { state: openToWrite, flushSync: true });
              },
            })),
    },
    {
      value: 'FAQs',
      items:
        text.length < 2
          ? []
          : faqs.map((faq) => ({ value: `faq:${faq._id}`, label: faq.question, icon: BookOpenText, hint: faq.answer, run: go(`/faqs/${faq._id}`) })),
    },
    {
      value: 'Go to',
      items: [
        ...MAIN_ITEMS.map(toCommand),
        ...VIEWS.map((view) => ({ value: `view:${view.id}`, label: `Live Chat: ${view.name}`, icon: Inbox, run: go(`/conversations/${view.id}`) })),
        ...NAVIGATION_ITEMS.filter((item) => item.isPersonal).map(toCommand),
      ],
    },
    {
      value: 'Settings',
      items:
        text.length < 2 || !canManage(me)
          ? []
          : sites.flatMap((site) =>
              SITE_PARTS.map(({ part, name }) => ({
                value: `site:${site._id}:${part}`,
                label: `${site.name}: ${name}`,
                icon: PanelTop,
                run: go(`/sites/${site._id}/${part}`),
              })),
            ),
    },
    {
      value: 'Commands',
      items: [
        ...(canManage(me)
          ? [
              { value: 'new-site', label: 'New site', icon: PanelTop, run: go('/sites/new') },
              { value: 'new-faq', label: 'New FAQ', icon: BookOpenText, run: go('/faqs/new') },
              { value: 'invite', label: 'Invite a colleague', icon: UserRoundPlus, run: go('/agents/new') },
            ]
          : []),
        { value: 'light', label: 'Theme: light', icon: Sun, run: () => chooseTheme('light') },
        { value: 'dark', label: 'Theme: dark', icon: Moon, run: () => chooseTheme('dark') },
        { value: 'system', label: 'Theme: system', icon: Monitor, run: () => chooseTheme('system') },
        { value: 'keys', label: 'Keyboard shortcuts', icon: Keyboard, keys: '?', run: showShortcuts },
      ],
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}
