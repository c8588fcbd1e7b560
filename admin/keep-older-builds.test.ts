import { expect, test } from 'vitest';
import { recordBuild } from './keep-older-builds.ts';

test('[INBOX2] files of the two builds before the newest stay; an unchanged build pushes none out', () => {
  let builds: string[][] = [];
  for (const name of ['a', 'b', 'b', 'c']) builds = recordBuild(builds, [`assets/${name}.js`, 'index.html']);
  expect(builds.map(([file]) => file)).toEqual(['assets/c.js', 'assets/b.js', 'assets/a.js']);
  expect(recordBuild(builds, ['assets/d.js'])).toHaveLength(3);
});
