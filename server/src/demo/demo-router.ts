import { join } from 'node:path';
import express, { Router } from 'express';
import type { Store } from '../store/store.ts';
import { demoConfigScript } from './demo-config-script.ts';

/** The pages of the demo shop: plain HTML and CSS. */
const SHOP_FOLDER = join(import.meta.dirname, 'shop');

/** The demo shop at /demo, with the widget of the first active site. */
export function demoRouter(store: Pick<Store, 'sites'>): Router {
  const router = Router();
  router.get('/demo/config.js', async (_request, response) => {
    const { items } = await store.sites.list({ limit: 1, isActive: true });
    response
      .set('Cache-Control', 'no-store')
      .type('text/javascript')
      .send(demoConfigScript(items[0]?.siteKey ?? null));
  });
  router.use('/demo', express.static(SHOP_FOLDER, { extensions: ['html'], setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache') }));
  return router;
}
