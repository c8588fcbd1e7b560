import { z } from 'zod';
import { type FeatureSettings, partialWithoutDefaults } from './feature-settings.ts';
import { widgetLook } from './widget-look.ts';

/** The settings of a site, by feature. */
export const SITE_SETTINGS = { widget: widgetLook } as const;

type Table = typeof SITE_SETTINGS;
export type SettingsFeature = keyof Table;
type Schemas = { [F in SettingsFeature]: Table[F]['schema'] };
type Changes = { [F in SettingsFeature]: z.ZodOptional<ReturnType<typeof partialWithoutDefaults<Table[F]['schema']['shape']>>> };
type Public = {
  [F in SettingsFeature as Table[F]['public'][number] extends never ? never : F]: Pick<
    z.output<Table[F]['schema']>,
    Extract<Table[F]['public'][number], keyof z.output<Table[F]['schema']>>
  >;
};

function mapTable(of: (settings: FeatureSettings) => z.ZodType): z.ZodRawShape {
  return Object.fromEntries(Object.entries<FeatureSettings>(SITE_SETTINGS).map(([feature, settings]) => [feature, of(settings)]));
}

/** All settings, as the panel reads them. */
export const SiteSettings = z.object(mapTable(({ schema }) => schema)) as unknown as z.ZodObject<Schemas>;
export type SiteSettings = z.output<typeof SiteSettings>;

/** A change of some of them. */
export const SiteSettingsChanges = z.strictObject(mapTable(({ schema }) => partialWithoutDefaults(schema).optional())) as unknown as z.ZodObject<
  Changes,
  z.core.$strict
>;
export type SiteSettingsChanges = z.output<typeof SiteSettingsChanges>;

/** What every page with the widget may read, by feature; a feature without public fields is missing. */
export const PublicSiteSettings = z.object(
  mapTable(({ schema, public: names }) => schema.pick(Object.fromEntries(names.map((name) => [name, true as const])))),
) as unknown as z.ZodType<Public, Public>;
export type PublicSiteSettings = Public;
