import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { lazyScreen } from './lazy/lazy-screen.tsx';
import { NotFound, RouteFailure } from './shell/route-failure.tsx';
import { Shell } from './shell/shell.tsx';

const screen = (load: () => Promise<{ Screen: ComponentType }>): Pick<RouteObject, 'Component' | 'ErrorBoundary'> => ({
  Component: lazyScreen(load),
  ErrorBoundary: RouteFailure,
});

/** Every address of the panel. A path ending in `/*` leaves what follows to the screen's own `<Routes>`. */
const routes: RouteObject[] = [
  { path: '/login', ...screen(() => import('./screens/auth/login.tsx')) },
  { path: '/setup', ...screen(() => import('./screens/auth/setup.tsx')) },
  { path: '/invite', ...screen(() => import('./screens/auth/accept-invite.tsx')) },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteFailure,
    children: [
      { index: true, element: <Navigate to="/conversations" replace /> },
      { path: 'conversations/:view?/:conversationId?', ...screen(() => import('./screens/conversations/screen.tsx')) },
      { path: 'dashboard', ...screen(() => import('./screens/dashboard/screen.tsx')) },
      { path: 'sites/*', ...screen(() => import('./screens/sites/screen.tsx')) },
      { path: 'faqs/*', ...screen(() => import('./screens/faqs/screen.tsx')) },
      { path: 'agents/*', ...screen(() => import('./screens/agents/screen.tsx')) },
      { path: 'analytics', ...screen(() => import('./screens/analytics/screen.tsx')) },
      { path: 'account', ...screen(() => import('./screens/account/screen.tsx')) },
      { path: '*', Component: NotFound },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes, { basename: '/admin' });
