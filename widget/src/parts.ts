/**
 * What the separately loaded parts know of each other; types only.
 * The loader (`widget.js`) is on every page. When the visitor acts it fetches `chat` (delivery, panel and Socket.IO: one file compresses better than three)
 * and the texts of their language; everything else is fetched by those who need it.
 */
import type { WidgetConfig } from '@supportchat/protocol';
import type { LoadChunk } from './loader/chunks.ts';
import type { Launcher } from './loader/launcher.ts';
import type { Embed } from './loader/main.ts';
import type { PageConfig, Settings } from './loader/settings.ts';
import type { Texts } from './locales/en.ts';
import type { Locale } from './locales/locale.ts';
import type { Translate } from './locales/translate.ts';

export type ChunkModules = {
  chat: typeof import('./active/activate.ts');
  links: typeof import('./panel/links.ts');
  options: typeof import('./panel/options.ts');
  sound: typeof import('./active/sound.ts');
  rescue: typeof import('./rescue/rescue.ts');
  [locale: `text-${string}`]: { texts: Texts };
};

/** What the loader hands over when the visitor acts for the first time. */
export type PageWidget = {
  embed: Embed;
  /** Aborted when the widget leaves the page. */
  leaving: AbortController;
  origin: string;
  siteKey: string;
  served: WidgetConfig;
  /** What the page has written into `SupportChatConfig` and by `update()`. */
  pageConfig: PageConfig;
  /** These four as they are now: the page may change them at any time. */
  settings: Settings;
  /** The language tags that are asked for, most wanted first; the first of them that there are texts for; its language. */
  wanted: string[];
  tag: string;
  language: string;
  launcher: Launcher;
  load: LoadChunk;
  /** By the rules. */
  isAllowed: boolean;
  /** Puts the site's own style sheet over all others; there is one, or was. */
  dress?(address: string): Promise<void>;
};

/** What the panel shows beside the chat; all of it may change while it stands. */
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

/** What the loader may ask of the part that it has handed over to. */
export type ActiveWidget = {
  /**
   * `byItself`: no one asked for it, so the focus stays where it is and a stranger is not connected yet.
   * It also stays where it is when it is no longer on `focused`, which had it at the visitor's click.
   */
  open(byItself?: boolean, focused?: Element | null): Promise<void>;
  /** The visitor's own way to close: it counts as a dismissal and gives the focus back. */
  dismiss(): void;
  isOpen(): boolean;
  close(): void;
  /** Go on where the visitor was on the page before: the panel open, unsent messages, answers. */
  resume(): void;
  /** Settings have changed. */
  refresh(): void;
  destroy(): void;
};
