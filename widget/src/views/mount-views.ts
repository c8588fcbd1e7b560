import type { LoadChunk } from '../loader/chunks.ts';
import { createTranslate, type Translate } from '../locales/translate.ts';
import { el, setText } from '../panel/el.ts';
import type { PanelView } from '../parts.ts';
import { type ShownView, VIEWS, type ViewParts } from './views.ts';

export type MountOptions = Omit<ViewParts, 'el' | 'setText' | 'resized'> & {
  load: LoadChunk;
  log: { element: HTMLElement; isUnattended(): boolean; look(): void };
};

/** Fetches the views that are wanted and keeps them at the end of the log. */
export function mountViews({ load, log, ...parts }: MountOptions) {
  const shown: Record<string, ShownView> = {};
  let view: PanelView;
  let language = '';
  let texts: Record<string, Translate<Record<string, string>>> = {};

  async function add(name: string): Promise<void> {
    const { locale } = view;
    const [{ createView }, table] = await Promise.all([load(`view-${name}`), load(`texts-${name}-${locale.language}`)]);
    if (locale.language !== language) return;
    texts[name] = createTranslate(table.texts, locale.tag);
    if (!shown[name]) log.element.append((shown[name] = createView({ ...parts, el, setText, resized: log.look })).element);
    update(view);
    log.look();
  }

  function update(next: PanelView): void {
    view = next;
    if (language !== view.locale.language) texts = {};
    language = view.locale.language;
    for (const { name, wants } of VIEWS) {
      const t = texts[name];
      if (t) shown[name]?.update(t);
      else if (shown[name] || wants(parts.chat.state(), log.isUnattended())) add(name).catch(console.warn);
    }
  }
  return { update };
}
