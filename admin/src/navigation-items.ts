import type { Permission } from '@supportchat/protocol';
import { BookOpenText, ChartColumn, CircleUser, LayoutDashboard, type LucideIcon, MessagesSquare, PanelTop, UserRoundPlus, UsersRound } from 'lucide-react';
import type { ComponentType } from 'react';

export type NavigationItem = {
  path: string;
  /** What may follow the path, as react-router writes it; `*` leaves it to the screen's own `<Routes>`. */
  subpath?: string;
  name: string;
  icon: LucideIcon;
  /** Not in the navigation: opened from the menu of the signed-in user. */
  isPersonal?: boolean;
  /** The command of the palette that creates one of what the screen lists, for users with that permission. */
  create?: { name: string; path: string; icon?: LucideIcon; permission: Permission };
  load: () => Promise<{ Screen: ComponentType }>;
};

/** Every screen behind the sign-in, in the order of the navigation. The navigation, the routes and the palette follow from this list. */
export const NAVIGATION_ITEMS: readonly NavigationItem[] = [
  {
    path: '/conversations',
    subpath: ':view?/:conversationId?',
    name: 'Live Chat',
    icon: MessagesSquare,
    load: () => import('./screens/conversations/screen.tsx'),
  },
  { path: '/dashboard', name: 'Dashboard', icon: LayoutDashboard, load: () => import('./screens/dashboard/screen.tsx') },
  {
    path: '/faqs',
    subpath: '*',
    name: 'FAQs',
    icon: BookOpenText,
    create: { name: 'New FAQ', path: '/faqs/new', permission: 'manage-faqs' },
    load: () => import('./screens/faqs/screen.tsx'),
  },
  {
    path: '/sites',
    subpath: '*',
    name: 'Sites',
    icon: PanelTop,
    create: { name: 'New site', path: '/sites/new', permission: 'manage-sites' },
    load: () => import('./screens/sites/screen.tsx'),
  },
  {
    path: '/agents',
    subpath: '*',
    name: 'Agents',
    icon: UsersRound,
    create: { name: 'Invite a colleague', path: '/agents/new', icon: UserRoundPlus, permission: 'manage-agents' },
    load: () => import('./screens/agents/screen.tsx'),
  },
  { path: '/analytics', name: 'Analytics', icon: ChartColumn, load: () => import('./screens/analytics/screen.tsx') },
  { path: '/account', name: 'Account', icon: CircleUser, isPersonal: true, load: () => import('./screens/account/screen.tsx') },
];

/** The items of the navigation. */
export const MAIN_ITEMS = NAVIGATION_ITEMS.filter((item) => !item.isPersonal);
