import type { WidgetConfig, WidgetSettings } from '@supportchat/protocol';

/** The site's settings. Throws with the server's sentence when it refuses. */
export async function fetchServed(origin: string, siteKey: string): Promise<WidgetConfig> {
  const response = await fetch(`${origin}/api/v1/widget/config?siteKey=${encodeURIComponent(siteKey)}`);
  const body = await response.json();
  if (body.error) throw new Error(body.error.message);
  return body;
}

/** What a value must look like, written out, beside having the type of the server's value. */
const SHAPES: { [K in keyof WidgetSettings]?: RegExp } = {
  position: /^bottom-(left|right)$/,
  primaryColor: /^#[\da-f]{6}$/i,
};

/** The page's keys over the server's, one by one. A key of the wrong type, or one that does not exist, is ignored and named by `warn`. */
export function mergeSettings(served: WidgetSettings, page: Record<string, unknown>, warn: (sentence: string) => void): WidgetSettings {
  const merged: Record<string, unknown> = { ...served };
  for (const key in page) {
    const value = page[key];
    if (key === 'siteKey' || value === undefined) continue;
    const fits = kindOf(value) === kindOf(merged[key]) && (SHAPES[key as keyof WidgetSettings]?.test(value as string) ?? true);
    if (fits) merged[key] = value;
    else warn(`setting "${key}" is not valid.`);
  }
  return merged as WidgetSettings;
}

function kindOf(value: unknown): unknown {
  return (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) || typeof value;
}
