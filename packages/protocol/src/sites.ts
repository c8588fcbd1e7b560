import { z } from 'zod';
import { partialWithoutDefaults } from './feature-settings.ts';
import { Id, IsoDate, ListQuery, listOf, Name, nameOf, PageRule, QueryFlag, SearchText, textOf } from './fields.ts';
import { PublicSiteSettings, SiteSettings, SiteSettingsChanges } from './site-settings.ts';
import { DEFAULT_WIDGET_SETTINGS as defaults } from './widget-config.ts';

const pageRules = z.array(PageRule).max(50);

/** `#ff0` means `#ffff00`. */
function longColor(text: string): string {
  return /^#[0-9a-f]{3}$/i.test(text) ? text.replace(/[0-9a-f]/gi, '$&$&') : text;
}

/** Defaults of the widget on this site; see `widget-config.ts` for each key. */
export const WidgetSettingsSchema = z.strictObject({
  position: z.enum(['bottom-right', 'bottom-left']).default(defaults.position),
  primaryColor: z
    .string()
    .overwrite(longColor)
    .regex(/^#[0-9a-fA-F]{6}$/, 'Use a color such as #4F46E5.')
    .default(defaults.primaryColor),
  autoOpen: z.boolean().default(defaults.autoOpen),
  autoOpenDelay: z.number().int().min(0).max(600_000).default(defaults.autoOpenDelay),
  welcomeMessage: textOf(z.string().max(500)).default(defaults.welcomeMessage),
  placeholderText: nameOf(z.string().max(120)).default(defaults.placeholderText),
  showOnPages: pageRules.default(defaults.showOnPages),
  hideOnPages: pageRules.default(defaults.hideOnPages),
  locale: z
    .string()
    .max(35)
    .regex(/^([a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*)?$/, 'must be a language tag such as en or de')
    .default(defaults.locale),
  customCSS: z
    .union(
      [z.literal(''), z.url({ protocol: /^https?$/ }).max(500), z.string().regex(/^[\w./-]{1,300}\.css$/)],
      'must be a path such as /chat.css or an https:// address',
    )
    .default(defaults.customCSS),
});

/** The FAQ bot on this site. */
export const AiSettings = z.strictObject({
  /** Whether the bot answers at all. */
  enabled: z.boolean().default(true),
  /** Whether visitors may ask for a person. */
  fallbackToHuman: z.boolean().default(true),
  /** The bot is silent below this probability of being right, 0-1. */
  threshold: z.number().min(0.5).max(0.99).default(0.75),
});

/** The host in whatever is pasted: an address with scheme and path, in any script. */
function hostOf(text: string): string {
  const host = text.replace(/^https?:\/\//, '').split(/[/?#]/, 1)[0] ?? '';
  const [, wildcard = '', name = '', port = ''] = /^(\*\.)?(\[[^\]]*\]|.*?)(:\d+)?$/.exec(host) ?? [];
  const url = /^(\[[\da-f:.]+\]|[^\s:?#@]+)$/.test(name) && URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : null;
  return url ? wildcard + withoutWww(url.host.replace(/\.$/, '')) + port : host;
}

/** Every domain includes its `www.`. */
function withoutWww(host: string): string {
  return host.replace(/^www\.(?=[^.]+\.)/, '');
}

/** One label or more, or an IPv6 address; then a port from 1 to 65535. */
const HOST = /^((\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?|\[[\da-f:.]+\])$/;
function isHostWithPort(text: string): boolean {
  const [, host = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  return HOST.test(host) && (port === undefined || (Number(port) >= 1 && Number(port) <= 65_535));
}

/** A host such as `shop.example`, `*.shop.example` or `localhost:8080`. Without a port, all ports match; a leading `www.` is dropped. */
export const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(2000)
  .transform(hostOf)
  .pipe(z.string().max(260).refine(isHostWithPort, 'must be a domain such as shop.example'));

export const Site = z
  .object({
    _id: Id,
    name: Name,
    /** The site's own domain; the widget may run there, with and without `www.`. */
    domain: z.string(),
    /** Further domains that the widget may run on. */
    allowedDomains: z.array(z.string()),
    /** Public name of the site in the embed code. It identifies and never authorizes. */
    siteKey: z.string(),
    /** The user who created it. */
    userId: Id,
    widgetSettings: WidgetSettingsSchema,
    aiSettings: AiSettings,
    /** What features let the owner set, by feature. */
    settings: SiteSettings,
    isActive: z.boolean(),
    /** When and where the widget last requested its settings; null = not seen yet. */
    widgetSeenAt: IsoDate.nullable(),
    widgetSeenOn: z.string().nullable(),
    /** Pages that recently requested the widget although their domain is not allowed, newest first, at most 5. Kept in memory only. */
    refusedOrigins: z.array(z.object({ origin: z.string(), at: IsoDate })),
    /** The lines to paste into a page. */
    embedCode: z.string(),
    createdAt: IsoDate,
    updatedAt: IsoDate,
  })
  .meta({ id: 'Site' });
export type Site = z.infer<typeof Site>;

export const CreateSite = z.strictObject({
  name: Name,
  domain: Domain,
  allowedDomains: z.array(Domain).max(50).default([]),
  widgetSettings: WidgetSettingsSchema.prefault({}),
  aiSettings: AiSettings.prefault({}),
});
export type CreateSite = z.infer<typeof CreateSite>;

/** Settings are merged key by key. */
export const UpdateSite = z.strictObject({
  name: Name.optional(),
  domain: Domain.optional(),
  allowedDomains: z.array(Domain).max(50).optional(),
  widgetSettings: partialWithoutDefaults(WidgetSettingsSchema).optional(),
  aiSettings: partialWithoutDefaults(AiSettings).optional(),
  settings: SiteSettingsChanges.optional(),
  isActive: z.boolean().optional(),
});
export type UpdateSite = z.infer<typeof UpdateSite>;

export const SiteListQuery = ListQuery.extend({ search: SearchText.optional(), isActive: QueryFlag.optional() });
export const SiteList = listOf(Site);

export const WidgetConfigQuery = z.strictObject({ siteKey: z.string().min(1).max(100) });
/** What the loader fetches first: the site's settings, nothing secret. */
export const WidgetConfig = z
  .object({
    siteName: z.string(),
    widgetSettings: WidgetSettingsSchema,
    fallbackToHuman: z.boolean(),
    /** The public settings of features. */
    settings: PublicSiteSettings,
    launcherTexts: z
      .record(z.string(), z.tuple([z.string(), z.string()]))
      .optional()
      .describe('Language tag → the name of the launcher, and what it says when the chat could not load'),
    assets: z
      .record(z.string(), z.object({ href: z.url(), integrity: z.string() }))
      .optional()
      .describe('Files of the widget that are fetched from elsewhere: path on this server → address, and digest of the content'),
  })
  .meta({ id: 'WidgetConfig' });
export type WidgetConfig = z.infer<typeof WidgetConfig>;
