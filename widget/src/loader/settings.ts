import type { PageSettings, SupportChatConfig, WidgetConfig, WidgetSettings } from '@supportchat/protocol';

/** As a page has written it: any key may contain anything. */
export type PageConfig = Partial<Record<keyof SupportChatConfig | (string & {}), unknown>>;
export type Settings = WidgetSettings & PageSettings;

/** `settings` is missing where the server is older than the widget. */
type ServedSettings = Pick<WidgetConfig, 'widgetSettings'> & Partial<Pick<WidgetConfig, 'settings'>>;

/** Merges the page's own keys over the server's. Invalid ones are left out; `reportIgnored` of the chat's part describes them. */
export function mergeSettings(served: ServedSettings, page: PageConfig): Settings {
  const merged: Record<string, unknown> = { theme: 'auto', offsetX: 20, offsetY: 20, ...served.widgetSettings, ...served.settings?.widget };
  const kind = (value: unknown) => ({}).toString.call(value);
  for (const [key, value] of Object.entries(page)) {
    if (kind(value) === kind(merged[key]) && (key !== 'primaryColor' || COLOR.test(value as string))) merged[key] = value;
  }
  const settings = merged as Settings;
  settings.primaryColor = settings.primaryColor.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  return settings;
}

const COLOR = /^#([\da-f]{3}){1,2}$/i;
