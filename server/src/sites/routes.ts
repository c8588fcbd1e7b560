import { CreateSite, Site, SiteList, SiteListQuery, UpdateSite } from '@supportchat/protocol';
import type { Deps } from '../deps.ts';
import { pathId } from '../http/path-id.ts';
import { type Route, route } from '../http/route.ts';
import { createSite } from './create-site.ts';
import { presentSite } from './present-site.ts';
import { getSite, listSites } from './read-sites.ts';
import { removeSite } from './remove-site.ts';
import type { SitesDeps } from './sites-deps.ts';
import { updateSite } from './update-site.ts';
import { widgetRoutes } from './widget-routes.ts';

const tag = 'Sites';

export function siteRoutes(deps: SitesDeps & Pick<Deps, 'config'>): Route[] {
  const { store } = deps;
  return [
    route(
      { method: 'get', path: '/sites', summary: 'List your sites', tag, access: 'read-sites', query: SiteListQuery, reply: SiteList },
      async ({ query }, { actor }) => {
        const { items, nextCursor } = await listSites(store, actor, query);
        return { items: items.map((site) => presentSite(site, deps)), nextCursor };
      },
    ),
    route(
      { method: 'post', path: '/sites', summary: 'Create a site', tag, access: 'manage-sites', body: CreateSite, reply: Site, status: 201 },
      async ({ body }, { actor }) => presentSite(await createSite(deps, actor, body), deps),
    ),
    route({ method: 'get', path: '/sites/{id}', summary: 'Get a site', tag, access: 'read-sites', reply: Site }, async ({ params }, { actor }) =>
      presentSite(await getSite(store, actor, pathId(params)), deps),
    ),
    route(
      {
        method: 'patch',
        path: '/sites/{id}',
        summary: 'Change a site; settings are merged key by key',
        tag,
        access: 'manage-sites',
        body: UpdateSite,
        reply: Site,
      },
      async ({ params, body }, { actor }) => presentSite(await updateSite(deps, actor, { ...body, id: pathId(params) }), deps),
    ),
    route(
      { method: 'delete', path: '/sites/{id}', summary: 'Remove a site with its FAQs, conversations and messages', tag, access: 'manage-sites' },
      ({ params }, { actor }) => removeSite(deps, actor, pathId(params)),
    ),
    ...widgetRoutes(deps),
  ];
}
