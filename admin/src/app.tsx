import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { codeScreen } from './shell/code-screen.tsx';
import { NotFound, RouteFailure } from './shell/route-failure.tsx';
import { Shell } from './shell/shell.tsx';

const screen = (load: () => Promise<{ Screen: ComponentType }>): Pick<RouteObject, 'Component' | 'ErrorBoundary'> => ({
  Component: codeScreen(load),
  ErrorBoundary: RouteFailure,
});

/** Every address of the panel. A path ending in `/*` leaves what follows to the screen's own `<Routes>`. */
const routes: RouteObject[] = [
  { path: '/login', ...screen(() => import('./auth/login.tsx')) },
  { path: '/setup', ...screen(() => import('./auth/setup.tsx')) },
  { path: '/invite', ...screen(() => import('./auth/accept-invite.tsx')) },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteFailure,
    children: [
      { index: true, element: <Navigate to="/conversations" replace /> },
      { path: 'conversations/:view?/:conversationId?', ...screen(() => import('./conversations/screen.tsx')) },
      { path: 'dashboard', ...screen(() => import('./dashboard/screen.tsx')) },
      { path: 'sites/*', ...screen(() => import('./sites/screen.tsx')) },
      { path: 'faqs/*', ...screen(() => import('./faqs/screen.tsx')) },
      { path: 'agents/*', ...screen(() => import('./agents/screen.tsx')) },
      { path: 'analytics', ...screen(() => import('./analytics/screen.tsx')) },
      { path: 'account', ...screen(() => import('./account/screen.tsx')) },
      { path: '*', Component: NotFound },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes, { basename: '/admin' });
