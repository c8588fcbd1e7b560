import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { NotFound } from './components/not-found.tsx';
import { lazyScreen } from './lazy/lazy-screen.tsx';
import { NAVIGATION_ITEMS } from './navigation-items.ts';
import { RouteFailure } from './shell/route-failure.tsx';
import { Shell } from './shell/shell.tsx';

const screen = (path: string, load: () => Promise<{ Screen: ComponentType }>): RouteObject => ({
  path,
  Component: lazyScreen(load),
  ErrorBoundary: RouteFailure,
});

/** Every address of the panel: the three before the sign-in, and the screens of the navigation. */
const routes: RouteObject[] = [
  screen('/login', () => import('./screens/auth/login.tsx')),
  screen('/setup', () => import('./screens/auth/setup.tsx')),
  screen('/invite', () => import('./screens/auth/accept-invite.tsx')),
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteFailure,
    children: [
      { index: true, element: <Navigate to="/conversations" replace /> },
      ...NAVIGATION_ITEMS.map(({ path, subpath, load }) => screen(subpath ? `${path}/${subpath}` : path, load)),
      { path: '*', Component: NotFound },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes, { basename: '/admin' });
