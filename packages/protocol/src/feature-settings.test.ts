import { expect, test } from 'vitest';
import { z } from 'zod';
import { siteSettings } from './feature-settings.ts';
import { SITE_SETTINGS } from './site-settings.ts';

test('[SITE27] every setting of every feature has a default, and public ones exist', () => {
  for (const { schema, public: names } of Object.values(SITE_SETTINGS)) {
    expect(Object.keys(schema.parse({}))).toEqual(Object.keys(schema.shape));
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining([...names]));
  }
});

test('[SITE27] a setting without a default, and an unknown public one, do not compile', () => {
  // @ts-expect-error a default is missing.
  siteSettings({ isOn: z.boolean() });
  // @ts-expect-error there is no such field.
  siteSettings({ isOn: z.boolean().default(true) }, { public: ['isOff'] });
  expect(siteSettings({ isOn: z.boolean().default(true) }, { public: ['isOn'] }).public).toEqual(['isOn']);
});
