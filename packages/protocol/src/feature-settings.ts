import { z } from 'zod';

/** What one feature lets the owner of a site set. */
export type FeatureSettings<S extends z.ZodRawShape = z.ZodRawShape, P extends string = string> = {
  /** Each field has a default: what a site has that stores no value for it. */
  schema: z.ZodObject<S, z.core.$strict>;
  /** The fields that every page with the widget may read. */
  public: readonly P[];
};

/** Declares the settings of a feature. The fields that `public` names go out with `/widget/config`; all others stay in the panel. */
export function siteSettings<S extends Record<string, z.ZodDefault>, const P extends keyof S & string = never>(
  fields: S,
  more: { public?: readonly P[] } = {},
): FeatureSettings<S, P> {
  return { schema: z.strictObject(fields), public: more.public ?? [] };
}

/** `.partial()` keeps defaults, which would overwrite keys that a PATCH does not name; this drops them. */
export function partialWithoutDefaults<S extends z.ZodRawShape>(schema: z.ZodObject<S>) {
  const bare = Object.fromEntries(Object.entries(schema.shape).map(([key, field]) => [key, field instanceof z.ZodDefault ? field.unwrap() : field]));
  return z.strictObject(bare).partial() as unknown as z.ZodObject<
    { [K in keyof S]: z.ZodOptional<S[K] extends z.ZodDefault<infer Inner> ? Inner : S[K]> },
    z.core.$strict
  >;
}
