import { afterEach, expect, test, vi } from 'vitest';
import { createFullScreen } from './full-screen.ts';

afterEach(() => vi.unstubAllGlobals());

/** The visible part of a window 800 px high. */
function see({ height, offsetTop = 0, scale = 1, small = false }: { height: number; offsetTop?: number; scale?: number; small?: boolean }) {
  const viewport = Object.assign(new EventTarget(), { height, offsetTop, scale });
  vi.stubGlobal('visualViewport', viewport);
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: small }));
  Object.defineProperty(document.documentElement, 'clientHeight', { value: 800, configurable: true });
  const panel = document.createElement('div');
  const fullScreen = createFullScreen(panel);
  const place = () => ['--sc-top', '--sc-height', '--sc-below'].map((name) => panel.style.getPropertyValue(name));
  return { viewport, panel, fullScreen, place };
}

test('[WID8] the panel fills what a keyboard leaves free, on a phone and on a tablet', () => {
  for (const small of [true, false]) {
    const { viewport, panel, fullScreen, place } = see({ height: 800, small });
    fullScreen.set(true);
    expect(place()).toEqual(['0px', '800px', '0px']);
    expect(panel.classList.contains('low')).toBe(false);
    Object.assign(viewport, { height: 420, offsetTop: 30 });
    viewport.dispatchEvent(new Event('resize'));
    expect(place()).toEqual(['30px', '420px', '350px']);
    expect(panel.classList.contains('low')).toBe(true);
    fullScreen.set(false);
    fullScreen.destroy();
  }
});

test('[WID8] pinch zoom leaves the panel unchanged', () => {
  const { fullScreen, place } = see({ height: 300, offsetTop: 100, scale: 2.5 });
  fullScreen.set(true);
  expect(place()[0]).toBe('0px');
  expect(place()[1]).toBe(`${innerHeight}px`);
  fullScreen.destroy();
});

test('[WID10] on a small screen the page is made inert, including a body that is added later, and afterwards left as the page wants it', async () => {
  const { fullScreen } = see({ height: 400, small: true });
  fullScreen.set(true);
  expect([document.adoptedStyleSheets.length, document.body.inert]).toEqual([1, true]);
  const [old, next] = [document.body, document.createElement('body')];
  old.replaceWith(next);
  await expect.poll(() => next.inert).toBeTruthy();
  fullScreen.set(false);
  expect([document.adoptedStyleSheets.length, next.inert, old.inert]).toEqual([0, false, false]);
  fullScreen.destroy();
});
