import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Response } from 'express';

const root = join(import.meta.dirname, '../../..');
/** The built widget and admin panel. */
export const WIDGET_FOLDER = join(root, 'widget/dist');
export const ADMIN_FOLDER = join(root, 'admin/dist');

const YEAR = 'public, max-age=31536000, immutable';

/** Serves the widget to any page, and the admin panel to its own. */
export function serveStaticFiles(app: Express): void {
  app.get('/widget.js', (_request, response) => {
    allowOnAnyPage(response);
    response.sendFile('widget.js', {
      root: WIDGET_FOLDER,
      cacheControl: false,
      headers: { 'Cache-Control': 'public, max-age=300, stale-while-revalidate=600' },
    });
  });
  app.use(
    '/w',
    express.static(join(WIDGET_FOLDER, 'w'), {
      fallthrough: false,
      index: false,
      cacheControl: false,
      setHeaders: (response) => allowOnAnyPage(response).setHeader('Cache-Control', YEAR),
    }),
  );
  app.use(
    '/admin/assets',
    express.static(join(ADMIN_FOLDER, 'assets'), {
      fallthrough: false,
      index: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader('Cache-Control', YEAR),
    }),
  );
  app.use('/admin', express.static(ADMIN_FOLDER, { index: false }));
  app.get('/admin{/*path}', (_request, response) =>
    response.sendFile('index.html', { root: ADMIN_FOLDER, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } }),
  );
  app.get('/', (_request, response) => response.redirect('/admin/'));
}

/** Names what has not been built. */
export function missingBuilds(): string[] {
  return [join(WIDGET_FOLDER, 'widget.js'), join(ADMIN_FOLDER, 'index.html')].filter((file) => !existsSync(file));
}

function allowOnAnyPage(response: Response): Response {
  return response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}
