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
      { method: 'get', path: '/sites', summary: 'List your sites', tag, access: 'agent', query: SiteListQuery, reply: SiteList },
      async ({ query }, { agent }) => {
        const { items, nextCursor } = await listSites(store, agent, query);
        return { items: items.map((site) => presentSite(site, deps)), nextCursor };
      },
    ),
    route(
      { method: 'post', path: '/sites', summary: 'Create a site', tag, access: 'admin', body: CreateSite, reply: Site, status: 201 },
      async ({ body }, { agent }) => presentSite(await createSite(deps, agent, body), deps),
    ),
    route({ method: 'get', path: '/sites/{id}', summary: 'Get a site', tag, access: 'agent', reply: Site }, async ({ params }, { agent }) =>
      presentSite(await getSite(store, agent, pathId(params)), deps),
    ),
    route(
      { method: 'patch', path: '/sites/{id}', summary: 'Change a site; settings are merged key by key', tag, access: 'admin', body: UpdateSite, reply: Site },
      async ({ params, body }, { agent }) => presentSite(await updateSite(deps, agent, { ...body, id: pathId(params) }), deps),
    ),
    route(
      { method: 'delete', path: '/sites/{id}', summary: 'Remove a site with its FAQs, conversations and messages', tag, access: 'admin' },
      ({ params }, { agent }) => removeSite(deps, agent, pathId(params)),
    ),
    ...widgetRoutes(deps),
  ];
}
