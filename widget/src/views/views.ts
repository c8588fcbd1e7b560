import type { Announcer } from '../active/announcer.ts';
import type { Chat } from '../chat/chat.ts';
import type { ChatState } from '../chat/chat-state.ts';
import type { Launcher } from '../loader/launcher.ts';
import type { Translate } from '../locales/translate.ts';
import type { el as makeElement, setText as writeText } from '../panel/el.ts';
import type { BrowserStorage } from '../storage.ts';

/** A part of the conversation that most visits do without. It is fetched once it is wanted and stays from then on. */
export type View = {
  /** The folder beside this file, and the chunks `view-<name>` and `texts-<name>-<language>`. */
  name: string;
  /** `isUnattended`: the log says that no one is online to answer. */
  wants(state: ChatState, isUnattended: boolean): boolean;
};

/** A new view is its folder and an entry here. */
export const VIEWS: View[] = [{ name: 'email', wants: (_, isUnattended) => isUnattended }];

/** What a view may use of the panel. Functions are handed over, so that no two chunks share a third. */
export type ViewParts = {
  chat: Chat;
  launcher: Launcher;
  announcer: Announcer;
  storage: BrowserStorage;
  siteKey: string;
  el: typeof makeElement;
  setText: typeof writeText;
  /** Moves the focus to its usual place, when the element that had it is gone. */
  rest(): void;
  /** The view has changed its height: a log scrolled to its end stays there. */
  resized(): void;
};

/** What `view-<name>` exports. */
export type ViewModule = { createView(parts: ViewParts): ShownView };
export type ShownView = {
  element: HTMLElement;
  /** After each change of the chat or the language. */
  update(t: Translate<Record<string, string>>): void;
};
