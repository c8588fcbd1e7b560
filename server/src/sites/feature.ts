import type { Deps } from '../deps.ts';
import type { Feature } from '../feature.ts';
import { ownUrlFor } from '../http/own-origin.ts';
import { readWidgetAssets } from '../http/widget-assets.ts';
import type { SiteRecord } from '../store/port/sites.ts';
import { admitToSite } from './admit-to-site.ts';
import { createRefusedOrigins } from './refused-origins.ts';
import { siteRoutes } from './routes.ts';
import type { SitesDeps } from './sites-deps.ts';

/** The websites with the widget, and which pages may use it. */
export function sitesFeature(shared: Omit<SitesDeps, 'assets' | 'refusedOrigins'> & Pick<Deps, 'config'>): Feature & {
  /** Returns the active site of this key if this page may use it; otherwise throws SITE_INVALID or ORIGIN_NOT_ALLOWED. */
  admitToSite(siteKey: string, page: { origin: string | undefined; host: string }): Promise<SiteRecord>;
} {
  const deps = { ...shared, assets: readWidgetAssets(shared.config.assetUrl), refusedOrigins: createRefusedOrigins(shared) };
  return {
    name: 'sites',
    routes: siteRoutes(deps),
    admitToSite: (siteKey, page) => admitToSite(deps, siteKey, { origin: page.origin, publicUrl: ownUrlFor(page, deps.config, deps.publicUrl()) }),
  };
}
