import { make } from '../loader/shadow.ts';

const SPOKEN_MS = 5000;

/**
 * A live region: it is always rendered, because one that appears together with its text stays silent in some screen readers. The text is on
 * the screen too, so it is kept in a closed root, where neither a search in the page nor reading from top to bottom finds it a second time.
 */
export function createAnnouncer() {
  const element = make('div');
  element.className = 'spoken';
  const region = make('p');
  region.setAttribute('role', 'status');
  element.attachShadow({ mode: 'closed' }).append(region);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    element,
    say(text: string): void {
      if (!text) return;
      clearTimeout(timer);
      const line = make('span');
      line.textContent = `${text}\n`;
      region.append(line);
      timer = setTimeout(() => region.replaceChildren(), SPOKEN_MS);
    },
    destroy(): void {
      clearTimeout(timer);
      element.remove();
    },
  };
}
export type Announcer = ReturnType<typeof createAnnouncer>;
