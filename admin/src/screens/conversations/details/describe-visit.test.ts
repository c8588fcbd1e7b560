import { expect, test } from 'vitest';
import { describeVisit } from './describe-visit.ts';

const HERE = 'https://shop.example/cart';

test('[INBOX31] a visited page is shown by its path, and by its host where that differs', () => {
  expect(describeVisit('https://shop.example/', HERE)).toBe('/');
  expect(describeVisit('https://shop.example/cart?step=2', HERE)).toBe('/cart?step=2');
  expect(describeVisit('https://www.docs.example/', HERE)).toBe('docs.example');
  expect(describeVisit('https://docs.example/a', 'nowhere')).toBe('docs.example/a');
  expect(describeVisit('https://shop.example/%D7%A9%D7%9C%D7%95%D7%9D', HERE)).toBe('/שלום');
});

test('[INBOX31] a hostile address is short, harmless text', () => {
  expect(describeVisit('javascript:alert(1)', HERE)).toBe('javascript:alert(1)');
  expect(describeVisit('data:text/html,x', HERE)).toBe('data:text/html,x');
  expect(describeVisit('no address', HERE)).toBe('no address');
  expect(describeVisit('\u202enowhere\u0007', HERE)).toBe('nowhere');
  expect(describeVisit('https://shop.example/%E2%80%AEgpj.exe', HERE)).toBe('/%E2%80%AEgpj.exe');
  expect(describeVisit('https://shop.example/%00%0A', HERE)).toBe('/%00%0A');
  expect(describeVisit('https://shop.example/%ff', HERE)).toBe('/%ff');
  expect(describeVisit(`https://shop.example/${'x'.repeat(8000)}`, HERE)).toHaveLength(200);
});
