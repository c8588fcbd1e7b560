import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connection, openConnection } from './connection.ts';
import { type Migration, migrate } from './migrations.ts';

const FIRST: Migration = { number: 1, name: 'birds', statements: `CREATE TABLE birds (name TEXT) STRICT; INSERT INTO birds VALUES ('owl');` };
const SECOND: Migration = { number: 2, name: 'size', statements: 'ALTER TABLE birds ADD COLUMN size INTEGER;' };
const THIRD: Migration = { number: 3, name: 'broken', statements: 'ALTER TABLE birds ADD COLUMN colour TEXT; INSERT INTO nowhere VALUES (1);' };
const clock = () => new Date(5000);

let folder: string;
let file: string;
let connection: Connection;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'supportchat.db');
  connection = openConnection(file);
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

const taken = () => connection.sql.all('SELECT * FROM migrations');
const birds = () => connection.sql.all('SELECT * FROM birds');

test('steps run in order, once, and are recorded', () => {
  migrate(connection, clock, [FIRST, SECOND]);
  migrate(connection, clock, [FIRST, SECOND]);
  expect(taken()).toEqual([
    { number: 1, name: 'birds', appliedAt: 5000 },
    { number: 2, name: 'size', appliedAt: 5000 },
  ]);
  expect(birds()).toEqual([{ name: 'owl', size: null }]);
});

test('a new database is not copied', () => {
  migrate(connection, clock, [FIRST, SECOND]);
  expect(existsSync(`${file}.before-0001`)).toBe(false);
  expect(existsSync(`${file}.before-0002`)).toBe(false);
});

test('a database with data is copied before the first pending step, including the contents of the log', () => {
  migrate(connection, clock, [FIRST]);
  connection.exec(`INSERT INTO birds VALUES ('wren')`);
  writeFileSync(`${file}.before-0002`, 'of an interrupted upgrade');
  writeFileSync(`${file}.before-0002.tmp`, 'half a copy');
  migrate(connection, clock, [FIRST, SECOND]);
  const copy = new Database(`${file}.before-0002`, { readonly: true });
  expect(copy.prepare('SELECT * FROM birds').all()).toEqual([{ name: 'owl' }, { name: 'wren' }]);
  copy.close();
  expect(existsSync(`${file}.before-0002.tmp`)).toBe(false);
});

test('a step that fails leaves the database at the previous step', () => {
  expect(() => migrate(connection, clock, [FIRST, SECOND, THIRD])).toThrow('nowhere');
  expect(taken()).toHaveLength(2);
  expect(birds()).toEqual([{ name: 'owl', size: null }]);
});

test('a database of a newer version is rejected', () => {
  migrate(connection, clock, [FIRST, SECOND]);
  expect(() => migrate(connection, clock, [FIRST])).toThrow('written by a newer version of SupportChat (schema 2, this version knows 1)');
});
