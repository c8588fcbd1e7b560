import { make } from '../loader/shadow.ts';

const SPOKEN_MS = 5000;

/**
 * A live region: it is always rendered, as one that appears together with its words stays silent in some screen readers. What it says is on the
 * screen too, so it keeps the words in a closed root, where a search in the page or a second reading from top to bottom does not meet them again.
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
