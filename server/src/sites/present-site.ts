import type { Site, WidgetConfig } from '@supportchat/protocol';
import type { SiteRecord } from '../store/store.ts';
import { embedCode } from './embed-code.ts';

/** A site as the panel shows it. */
export function presentSite(site: SiteRecord, publicUrl: string): Site {
  return {
    _id: site._id,
    name: site.name,
    domain: site.domain,
    allowedDomains: site.allowedDomains,
    siteKey: site.siteKey,
    userId: site.userId,
    widgetSettings: site.widgetSettings,
    aiSettings: site.aiSettings,
    isActive: site.isActive,
    widgetSeenAt: site.widgetSeenAt?.toISOString() ?? null,
    widgetSeenOn: site.widgetSeenOn,
    embedCode: embedCode(publicUrl, site.siteKey),
    createdAt: site.createdAt.toISOString(),
    updatedAt: site.updatedAt.toISOString(),
  };
}

/** A site as every page with its widget sees it. */
export function presentWidgetConfig(site: SiteRecord): WidgetConfig {
  return { siteName: site.name, widgetSettings: site.widgetSettings, fallbackToHuman: site.aiSettings.fallbackToHuman };
}
