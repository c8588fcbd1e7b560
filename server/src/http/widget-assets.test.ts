import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readWidgetAssets } from './widget-assets.ts';

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'supportchat-assets-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
};

test('without an ASSET_URL, the server serves the files itself', () => {
  expect(readWidgetAssets(null, folder())).toBeUndefined();
});

test('each path of the server has an address elsewhere, and the digest of its content', () => {
  const built = folder();
  writeFileSync(join(built, 'assets.json'), JSON.stringify({ 'w/chat-abc.js': 'sha256-x=' }));
  expect(readWidgetAssets('https://cdn.example.com/chat', built)).toEqual({
    '/w/chat-abc.js': { href: 'https://cdn.example.com/chat/w/chat-abc.js', integrity: 'sha256-x=' },
  });
});

test('a widget that is not built is an error, not a widget without digests', () => {
  expect(() => readWidgetAssets('https://cdn.example.com', folder())).toThrow('assets.json');
});
