import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, Outlet, type RouteObject } from 'react-router';
import { NotFound, RouteFailure } from './shell/route-failure.tsx';
import { Shell } from './shell/shell.tsx';

/** A screen is a file that exports `Screen`; its code is loaded when it is first opened. */
const lazy = (load: () => Promise<{ Screen: ComponentType }>): Pick<RouteObject, 'lazy' | 'ErrorBoundary'> => ({
  lazy: async () => ({ Component: (await load()).Screen }),
  ErrorBoundary: RouteFailure,
});

/** Every address of the panel. A path ending in `/*` leaves what follows to the screen's own `<Routes>`. */
const routes: RouteObject[] = [
  { path: '/login', ...lazy(() => import('./auth/login.tsx')) },
  { path: '/setup', ...lazy(() => import('./auth/setup.tsx')) },
  { path: '/invite', ...lazy(() => import('./auth/accept-invite.tsx')) },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteFailure,
    children: [
      { index: true, element: <Navigate to="/conversations" replace /> },
      { path: 'conversations/:view?/:conversationId?', ...lazy(() => import('./conversations/screen.tsx')) },
      { path: 'dashboard', ...lazy(() => import('./dashboard/screen.tsx')) },
      { path: 'sites/*', ...lazy(() => import('./sites/screen.tsx')) },
      { path: 'faqs/*', ...lazy(() => import('./faqs/screen.tsx')) },
      { path: 'agents/*', ...lazy(() => import('./agents/screen.tsx')) },
      { path: 'analytics', ...lazy(() => import('./analytics/screen.tsx')) },
      { path: 'account', ...lazy(() => import('./account/screen.tsx')) },
      { path: '*', Component: NotFound },
    ],
  },
];

export const createRouter = () => createBrowserRouter([{ Component: Outlet, HydrateFallback: () => null, children: routes }], { basename: '/admin' });
