import { BookOpenText, ChartColumn, CircleUser, LayoutDashboard, type LucideIcon, MessagesSquare, PanelTop, UsersRound } from 'lucide-react';
import type { ComponentType } from 'react';

export type NavigationItem = {
  path: string;
  /** What may follow the path, as react-router writes it; `*` leaves it to the screen's own `<Routes>`. */
  subpath?: string;
  name: string;
  icon: LucideIcon;
  /** Not in the navigation: opened from the menu of the signed-in user. */
  isPersonal?: boolean;
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
  { path: '/faqs', subpath: '*', name: 'FAQs', icon: BookOpenText, load: () => import('./screens/faqs/screen.tsx') },
  { path: '/sites', subpath: '*', name: 'Sites', icon: PanelTop, load: () => import('./screens/sites/screen.tsx') },
  { path: '/agents', subpath: '*', name: 'Agents', icon: UsersRound, load: () => import('./screens/agents/screen.tsx') },
  { path: '/analytics', name: 'Analytics', icon: ChartColumn, load: () => import('./screens/analytics/screen.tsx') },
  { path: '/account', name: 'Account', icon: CircleUser, isPersonal: true, load: () => import('./screens/account/screen.tsx') },
];

/** The items of the navigation. */
export const MAIN_ITEMS = NAVIGATION_ITEMS.filter((item) => !item.isPersonal);
