import { expect, test } from 'vitest';
import { excerptAround } from './excerpt.ts';

const LONG = `${'lorem ipsum '.repeat(30)}the Größe of my parcel ${'dolor sit '.repeat(30)}`;

test('[SRCH3] a short message is its own excerpt', () => {
  expect(excerptAround('Where is my parcel?', 'parcel')).toBe('Where is my parcel?');
});

test('[SRCH3] a long message is cut to 200 characters around the first matching word, in any spelling', () => {
  for (const search of ['parcel', 'PARC', 'nowhere parcel']) expect(excerptAround(LONG, search)).toContain('of my parcel');
  const excerpt = excerptAround(LONG, 'groesse');
  expect(excerpt).toMatch(/^…ipsum .*the Größe of my parcel dolor.*…$/);
  expect(excerpt.length).toBeLessThanOrEqual(200);
  expect(excerptAround(LONG, 'lorem')).toMatch(/^lorem ipsum/);
});

test('[SRCH3] without a match, the excerpt is the beginning, and no character is split', () => {
  expect(excerptAround(LONG, '')).toMatch(/^lorem ipsum .*…$/);
  for (const text of ['🎉'.repeat(300), `${'🎉'.repeat(100)}x needle ${'🎉'.repeat(300)}`, `a${'🎉'.repeat(300)}`]) {
    const excerpt = excerptAround(text, 'needle');
    expect(excerpt.isWellFormed()).toBe(true);
    expect(excerpt.length).toBeLessThanOrEqual(200);
  }
});
