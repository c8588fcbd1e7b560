import type { Site, WidgetConfig } from '@supportchat/protocol';
import { LAUNCHER_TEXTS } from '@supportchat/text/launcher-texts';
import { allSettingsOf, publicSettingsOf } from '../site-settings.ts';
import type { SiteRecord } from '../store/port/sites.ts';
import { embedCode } from './embed-code.ts';
import { isOriginAllowed } from './origin.ts';
import type { SitesDeps } from './sites-deps.ts';

/** A site as the panel shows it. */
export function presentSite(site: SiteRecord, { publicUrl, refusedOrigins }: Pick<SitesDeps, 'publicUrl' | 'refusedOrigins'>): Site {
  const address = publicUrl();
  const stillRefused = refusedOrigins.list(site._id).filter(({ origin }) => !isOriginAllowed(site, origin, address));
  return {
    _id: site._id,
    name: site.name,
    domain: site.domain,
    allowedDomains: site.allowedDomains,
    siteKey: site.siteKey,
    userId: site.userId,
    widgetSettings: site.widgetSettings,
    aiSettings: site.aiSettings,
    settings: allSettingsOf(site),
    isActive: site.isActive,
    widgetSeenAt: site.widgetSeenAt?.toISOString() ?? null,
    widgetSeenOn: site.widgetSeenOn,
    refusedOrigins: stillRefused.map(({ origin, at }) => ({ origin, at: at.toISOString() })),
    embedCode: embedCode(address, site.siteKey),
    createdAt: site.createdAt.toISOString(),
    updatedAt: site.updatedAt.toISOString(),
  };
}

/** A site as every page with its widget sees it. */
export function presentWidgetConfig(site: SiteRecord): WidgetConfig {
  return {
    siteName: site.name,
    widgetSettings: site.widgetSettings,
    fallbackToHuman: site.aiSettings.fallbackToHuman,
    settings: publicSettingsOf(site),
    launcherTexts: LAUNCHER_TEXTS,
  };
}
