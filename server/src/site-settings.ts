import type { FeatureSettings } from '@supportchat/protocol';
import { type PublicSiteSettings, type SettingsFeature, SITE_SETTINGS, type SiteSettings, type SiteSettingsChanges } from '@supportchat/protocol';
import { z } from 'zod';
import type { SiteRecord } from './store/port/sites.ts';

type Stored = Pick<SiteRecord, 'settings'>;
const FEATURES = Object.keys(SITE_SETTINGS) as SettingsFeature[];

/**
 * A feature's settings on a site. A field that is not stored, or that holds what this version does not know, has its default: a newer version
 * may have written it.
 */
export function settingsOf<F extends SettingsFeature>({ settings }: Stored, feature: F): SiteSettings[F] {
  const { schema }: FeatureSettings = SITE_SETTINGS[feature];
  const stored = recordOf(settings[feature]);
  const known = Object.entries(schema.shape).filter(([name, field]) => z.safeParse(field, stored[name]).success);
  return schema.parse(Object.fromEntries(known.map(([name]) => [name, stored[name]]))) as SiteSettings[F];
}

/** The settings of all features. */
export function allSettingsOf(site: Stored): SiteSettings {
  return Object.fromEntries(FEATURES.map((feature) => [feature, settingsOf(site, feature)])) as SiteSettings;
}

/** What every page with the widget may read. */
export function publicSettingsOf(site: Stored): PublicSiteSettings {
  const shown = FEATURES.map((feature) => {
    const { public: names }: FeatureSettings = SITE_SETTINGS[feature];
    const settings: Record<string, unknown> = settingsOf(site, feature);
    return [feature, Object.fromEntries(names.map((name) => [name, settings[name]]))] as const;
  });
  return Object.fromEntries(shown.filter(([, settings]) => Object.keys(settings).length > 0)) as PublicSiteSettings;
}

/** What to store after a change: merged field by field; features and fields that this version does not know stay. */
export function mergeSettings({ settings }: Stored, changes: SiteSettingsChanges): SiteRecord['settings'] {
  const changed = Object.entries(changes).map(([feature, fields]) => [feature, { ...recordOf(settings[feature]), ...fields }]);
  return { ...settings, ...Object.fromEntries(changed) };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
