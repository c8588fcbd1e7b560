import { expect, test } from 'vitest';
import { z } from 'zod';
import { parse } from './failure.ts';

const Item = z.strictObject({ id: z.number() });
const Order = z.strictObject({ items: z.array(Item), to: Item.optional() });
const isNewer = true;

test('[WIRE15] unknown keys are dropped wherever they are, and the input stays as it is', () => {
  const input = { items: [{ id: 1 }, { id: 2, color: 'red' }], to: { id: 3, ['__proto__']: { isAdmin: true }, note: '' }, urgent: true };
  const before = structuredClone(input);
  expect(parse(Order, input, { isNewer })).toEqual({ items: [{ id: 1 }, { id: 2 }], to: { id: 3 } });
  expect(input).toEqual(before);
});

test('[WIRE15] what is invalid besides is reported without them', () => {
  const refused = () => parse(Order, { items: [{ id: 'one', color: 'red' }], urgent: true }, { isNewer });
  expect(refused).toThrow(expect.objectContaining({ code: 'VALIDATION', details: [{ path: 'items.0.id', message: expect.any(String) }] }));
});
