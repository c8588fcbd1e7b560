import { WidgetConfig, WidgetConfigQuery } from '@supportchat/protocol';
import type { Request, Response } from 'express';
import type { Deps } from '../deps.ts';
import { ownUrlFor } from '../http/own-origin.ts';
import { type Route, route } from '../http/route.ts';
import type { RequestingPage } from './admit-to-site.ts';
import { createGetWidgetConfig } from './get-widget-config.ts';
import type { SitesDeps } from './sites-deps.ts';

/** The REST routes for pages with a widget. */
export function widgetRoutes(deps: SitesDeps & Pick<Deps, 'config'>): Route[] {
  const getWidgetConfig = createGetWidgetConfig(deps);
  return [
    route(
      {
        method: 'get',
        path: '/widget/config',
        summary: 'What the widget asks first: the settings of its site',
        tag: 'Widget',
        access: 'public',
        query: WidgetConfigQuery,
        reply: WidgetConfig,
        isForPages: true,
      },
      async ({ query, request, response }) => {
        allowPageToRead(request, response);
        const config = await getWidgetConfig(requestingPageOf(request, deps), query.siteKey);
        response.setHeader('Cache-Control', 'public, max-age=60');
        // Some pages send cookies with every call. They are ignored, and only a page of the site may read the response then.
        if (request.headers.origin !== undefined) response.setHeader('Access-Control-Allow-Credentials', 'true');
        return config;
      },
    ),
  ];
}

/** Lets the calling page read the response, even a rejection. No cache may serve it to another origin. */
function allowPageToRead(request: Request, response: Response): void {
  response.vary('Origin');
  if (request.headers.origin !== undefined) response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
}

/** The page's origin. Browsers omit it when a page calls its own server, but send `same-origin` then. */
function requestingPageOf(request: Request, { config, publicUrl }: Pick<Deps, 'config'> & Pick<SitesDeps, 'publicUrl'>): RequestingPage {
  const isSameOrigin = request.headers['sec-fetch-site'] === 'same-origin';
  const origin = request.headers.origin ?? (isSameOrigin ? `${request.protocol}://${request.host}` : undefined);
  return { origin, publicUrl: ownUrlFor({ origin, host: request.host }, config, publicUrl()) };
}
