import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

it('a save contains only what was changed, lists included', () => {
  const before = { name: 'Old', domain: 'shop.example', hideOnPages: ['/b'], showOnPages: ['/a'], delay: 0 };
  expect(changedFields({ ...before, name: 'New', hideOnPages: [] as string[] }, before)).toEqual({ name: 'New', hideOnPages: [] });
  expect(changedFields({ ...before, showOnPages: ['/a'] }, before)).toEqual({});
  expect(changedFields({ delay: 5000 }, undefined)).toEqual({ delay: 5000 });
});
