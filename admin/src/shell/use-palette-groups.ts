import type { Conversation, Faq, List, Me } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { BookOpenText, Inbox, Keyboard, type LucideIcon, MessageSquareText, Monitor, Moon, PanelTop, Sun } from 'lucide-react';
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
import { may, useMe } from '../session/session.ts';
import { usePaletteActions } from '../ui/palette-state.ts';
import { showShortcuts } from './shortcuts.tsx';

export type Command = { value: string; label: string; icon?: LucideIcon; keys?: string | undefined; hint?: string; run: () => void };
export type CommandGroup = { value: string; items: Command[] };
type Go = (path: string) => () => void;

/** From this length on a text is searched for on the server. */
const MIN_SEARCH_LENGTH = 2;

/** What the palette offers for this text; it filters by label what does not come from a search. */
export function usePaletteGroups(text: string): CommandGroup[] {
  const navigate = useNavigate();
  const me = useMe();
  const offer = usePaletteActions((state) => state.offer);
  const go: Go = (path) => () => void navigate(path);
  const groups = [
    { value: offer?.title ?? '', items: (offer?.actions ?? []).map((action) => ({ value: `action:${action.label}`, ...action })) },
    { value: 'Conversations', items: useConversationCommands(text) },
    { value: 'FAQs', items: useFaqCommands(text, go) },
    { value: 'Go to', items: destinations(go) },
    { value: 'Settings', items: useSettingsCommands(may(me, 'manage-sites') && text.length >= MIN_SEARCH_LENGTH, go) },
    { value: 'Commands', items: [...creations(me, go), ...generalCommands] },
  ];
  return groups.filter((group) => group.items.length > 0);
}

function useConversationCommands(text: string): Command[] {
  const navigate = useNavigate();
  return useFound<Conversation>('conversations', text, 8).map((conversation) => ({
    value: `conversation:${conversation._id}`,
    label: visitorLabel(conversation),
    icon: MessageSquareText,
    hint: conversation.lastMessage?.content ?? '',
    run: () => {
      applyConversation(conversation);
      void navigate(`/conversations/open/${conversation._id}`, { state: openToWrite, flushSync: true });
    },
  }));
}

const useFaqCommands = (text: string, go: Go): Command[] =>
  useFound<Faq>('faqs', text, 5).map((faq) => ({
    value: `faq:${faq._id}`,
    label: faq.question,
    icon: BookOpenText,
    hint: faq.answer,
    run: go(`/faqs/${faq._id}`),
  }));

function useFound<T>(path: string, text: string, limit: number): T[] {
  const isLong = text.length >= MIN_SEARCH_LENGTH;
  const { data = [] } = useQuery({
    queryKey: ['palette', path, text],
    queryFn: async ({ signal }) => (await api.get<List<T>>(`/${path}`, { search: text, limit }, signal)).items,
    enabled: isLong,
    placeholderData: (previous) => previous,
  });
  return isLong ? data : [];
}

function useSettingsCommands(isShown: boolean, go: Go): Command[] {
  const { data: sites = [] } = useSites();
  if (!isShown) return [];
  return sites.flatMap((site) =>
    SITE_PARTS.map(({ part, name }) => ({
      value: `site:${site._id}:${part}`,
      label: `${site.name}: ${name}`,
      icon: PanelTop,
      run: go(`/sites/${site._id}/${part}`),
    })),
  );
}

function destinations(go: Go): Command[] {
  const toCommand = ({ path, name, icon }: NavigationItem): Command => ({ value: path, label: name, icon, run: go(path) });
  return [
    ...MAIN_ITEMS.map(toCommand),
    ...VIEWS.map((view) => ({ value: `view:${view.id}`, label: `Live Chat: ${view.name}`, icon: Inbox, run: go(`/conversations/${view.id}`) })),
    ...NAVIGATION_ITEMS.filter((item) => item.isPersonal).map(toCommand),
  ];
}

const creations = (me: Me, go: Go): Command[] =>
  NAVIGATION_ITEMS.flatMap(({ create, icon }) =>
    create && may(me, create.permission) ? [{ value: create.path, label: create.name, icon: create.icon ?? icon, run: go(create.path) }] : [],
  );

const generalCommands: Command[] = [
  { value: 'light', label: 'Theme: light', icon: Sun, run: () => chooseTheme('light') },
  { value: 'dark', label: 'Theme: dark', icon: Moon, run: () => chooseTheme('dark') },
  { value: 'system', label: 'Theme: system', icon: Monitor, run: () => chooseTheme('system') },
  { value: 'keys', label: 'Keyboard shortcuts', icon: Keyboard, keys: '?', run: showShortcuts },
];
