import { expect, it } from 'vitest';
import { cspLines, FRAMEWORKS, frameworkSnippet, readEmbedCode } from './embed-snippets.ts';

const CODE = '<script>window.SupportChatConfig = { siteKey: "sc_abc-1" };</script>\n<script async src="https://chat.example/widget.js"></script>';

it('reads key and address from the embed code', () => {
  expect(readEmbedCode(CODE)).toEqual({ origin: 'https://chat.example', script: 'https://chat.example/widget.js', siteKey: 'sc_abc-1' });
  expect(readEmbedCode('<p>')).toBeNull();
});

it('the CSP lines allow the script, REST and the socket, and a style sheet from elsewhere', () => {
  expect(cspLines('https://chat.example', '')).toBe('script-src https://chat.example;\nconnect-src https://chat.example wss://chat.example;');
  expect(cspLines('https://chat.example', '/chat.css')).not.toContain('chat.css');
  expect(cspLines('https://chat.example', 'https://cdn.example/a/chat.css')).toContain('wss://chat.example https://cdn.example;');
  expect(cspLines('http://localhost:3000', '')).toContain('ws://localhost:3000');
});

it('each framework gets the key and the address, or the embed code itself', () => {
  for (const { value } of FRAMEWORKS) {
    const snippet = frameworkSnippet(value, { script: 'https://chat.example/widget.js', siteKey: 'sc_abc-1' });
    if (value === 'gtm') expect(snippet).toBeNull();
    else for (const part of ['sc_abc-1', 'https://chat.example/widget.js']) expect(snippet).toContain(part);
  }
});
