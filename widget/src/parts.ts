/**
 * The interfaces between the separately loaded parts; types only. The loader (`widget.js`) is on every page. When the visitor acts it fetches
 * `chat` (delivery, panel and Socket.IO: one file compresses better than three) and the texts of their language; everything else is fetched on
 * demand.
 */
import type { WidgetConfig } from '@supportchat/protocol';
import type { LoadChunk } from './loader/chunks.ts';
import type { Launcher } from './loader/launcher.ts';
import type { Embed } from './loader/main.ts';
import type { PageConfig, Settings } from './loader/settings.ts';
import type { Texts } from './locales/en.ts';
import type { Locale } from './locales/locale.ts';
import type { Translate } from './locales/translate.ts';
import type { ViewModule } from './views/views.ts';

export type ChunkModules = {
  chat: typeof import('./active/activate.ts');
  links: typeof import('./panel/links.ts');
  options: typeof import('./panel/options.ts');
  sound: typeof import('./active/sound.ts');
  rescue: typeof import('./rescue/rescue.ts');
  [locale: `text-${string}`]: { texts: Texts };
  [texts: `texts-${string}`]: { texts: Record<string, string> };
  [view: `view-${string}`]: ViewModule;
};

/** What the loader hands over when the visitor first acts. */
export type PageWidget = {
  embed: Embed;
  /** Aborted when the widget is removed from the page. */
  leaving: AbortController;
  origin: string;
  siteKey: string;
  served: WidgetConfig;
  /** What the page has set in `SupportChatConfig` and with `update()`. */
  pageConfig: PageConfig;
  /** The current values of these four: the page may change them at any time. */
  settings: Settings;
  /** The requested language tags, in order; the first of them with available texts; its language. */
  wanted: string[];
  tag: string;
  language: string;
  launcher: Launcher;
  load: LoadChunk;
  /** By the rules. */
  isAllowed: boolean;
  /** Applies the site's own style sheet over all others; there is one, or was. */
  applyCustomCss?(address: string): Promise<void>;
};

/** What the panel shows besides the chat; all of it may change while it exists. */
export type PanelView = {
  siteName: string;
  fallbackToHuman: boolean;
  settings: Settings;
  locale: Locale;
  t: Translate<Texts>;
  splitLinks(text: string): { text: string; href?: string }[];
};

export type Panel = {
  /** `takeFocus`: the visitor asked for it. */
  open(takeFocus: boolean): void;
  close(): void;
  update(view: PanelView): void;
  destroy(): void;
};

/** What the loader may call on the part that it has handed over to. */
export type ActiveWidget = {
  /**
   * `byItself`: no one requested it, so the focus stays in place and a new visitor is not connected yet. The focus also stays in place if it is
   * no longer on `focused`, which had it at the visitor's click.
   */
  open(byItself?: boolean, focused?: Element | null): Promise<void>;
  /** Closed by the visitor: it counts as a dismissal and returns the focus. */
  dismiss(): void;
  isOpen(): boolean;
  close(): void;
  /** Resume what the visitor left on the previous page: the open panel, unsent messages, answers. */
  resume(): void;
  /** Settings have changed. */
  refresh(): void;
  destroy(): void;
};
