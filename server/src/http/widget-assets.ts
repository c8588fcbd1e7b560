import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WidgetConfig } from '@supportchat/protocol';
import { WIDGET_FOLDER } from './static-files.ts';

/**
 * Where else pages fetch the widget's hashed files, each with its required digest: below `assetUrl`, under the same paths as here. Undefined
 * without an `assetUrl`. Throws when the widget is not built.
 */
export function readWidgetAssets(assetUrl: string | null, folder = WIDGET_FOLDER): WidgetConfig['assets'] {
  if (assetUrl === null) return undefined;
  const integrities = JSON.parse(readFileSync(join(folder, 'assets.json'), 'utf8')) as Record<string, string>;
  return Object.fromEntries(Object.entries(integrities).map(([path, integrity]) => [`/${path}`, { href: `${assetUrl}/${path}`, integrity }]));
}
