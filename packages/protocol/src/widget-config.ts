/** Where the launcher sits. */
export type WidgetPosition = 'bottom-right' | 'bottom-left';

/** What a site owner may set, as defaults on the server and, key by key, in `window.SupportChatConfig`. */
export type WidgetSettings = {
  /** Corner of the launcher and panel. */
  position: WidgetPosition;
  /** Brand colour as #rrggbb; text on it is black or white by contrast. */
  primaryColor: string;
  /** Open the panel by itself, once per session, never on phones, never after it was dismissed. */
  autoOpen: boolean;
  /** Wait before `autoOpen`, in milliseconds. */
  autoOpenDelay: number;
  /** First line in an empty chat. */
  welcomeMessage: string;
  /** Hint in the empty message box. */
  placeholderText: string;
  /** Show the launcher only on these paths; empty = everywhere. `*` matches anything. */
  showOnPages: string[];
  /** Never show the launcher on these paths; wins over `showOnPages`. */
  hideOnPages: string[];
  /** Language tag such as `en` or `de`; empty = the page's `lang`, then the browser's. */
  locale: string;
  /** Address of a style sheet that is applied inside the widget. */
  customCSS: string;
};

/** Settings beside `widgetSettings`: the color scheme, and the space that the page's own elements take. */
export type PageSettings = {
  /** `auto` follows the visitor's system. Overrides the site's. */
  theme: 'auto' | 'light' | 'dark';
  /** Distance of the launcher from the side, in pixels. */
  offsetX: number;
  /** Distance of the launcher from the bottom, in pixels. */
  offsetY: number;
};

/** `window.SupportChatConfig`: the site key, and any overrides of the site's settings. */
export type SupportChatConfig = { siteKey: string } & Partial<WidgetSettings & PageSettings>;

export const DEFAULT_WIDGET_SETTINGS: WidgetSettings = {
  position: 'bottom-right',
  primaryColor: '#4F46E5',
  autoOpen: false,
  autoOpenDelay: 5000,
  welcomeMessage: 'Hi! How can we help?',
  placeholderText: 'Type your message...',
  showOnPages: [],
  hideOnPages: [],
  locale: '',
  customCSS: '',
};

/** Longest message, in characters. */
export const MAX_MESSAGE_LENGTH = 4000;
