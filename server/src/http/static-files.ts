import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { AppError } from '../failure.ts';
import { compressedFiles } from './compressed-files.ts';

const root = join(import.meta.dirname, '../../..');
/** The built widget and admin panel. */
export const WIDGET_FOLDER = join(root, 'widget/dist');
export const ADMIN_FOLDER = join(root, 'admin/dist');

const MINUTES = 'public, max-age=300, stale-while-revalidate=600';
const YEAR = 'public, max-age=31536000, immutable';

/** Serves the widget to any page, and the admin panel to its own. */
export function serveStaticFiles(app: Express): void {
  // Its name is fixed, and it references the hashed files: an update reaches every page within minutes.
  app.get('/widget.js', allowOnAnyPage, compressedFiles(WIDGET_FOLDER, MINUTES), (_request, response) =>
    response.sendFile('widget.js', { root: WIDGET_FOLDER, cacheControl: false, headers: { 'Cache-Control': MINUTES } }),
  );
  app.use('/w', allowOnAnyPage, compressedFiles(join(WIDGET_FOLDER, 'w'), YEAR), hashedFiles(join(WIDGET_FOLDER, 'w')), missing);
  app.use('/admin/assets', hashedFiles(join(ADMIN_FOLDER, 'assets')), missing);
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

/** Files with a hash in their names: their contents never change. */
function hashedFiles(folder: string): RequestHandler {
  return express.static(folder, { index: false, cacheControl: false, setHeaders: (response) => response.setHeader('Cache-Control', YEAR) });
}

/** During a rolling update another instance may have the file: no cache may store that it is missing. */
const missing: RequestHandler = (_request, response) => {
  response.setHeader('Cache-Control', 'no-store');
  throw new AppError('NOT_FOUND');
};

/** Any page may run it, read it, and measure its timing. */
const allowOnAnyPage: RequestHandler = (_request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Cross-Origin-Resource-Policy', 'cross-origin').setHeader('Timing-Allow-Origin', '*');
  next();
};
