import { expect, test } from 'vitest';
import { embedCode } from './embed-code.ts';

test('[SITE4] the embed code is two lines with the site key and the server’s address', () => {
  expect(embedCode('https://chat.example', 'sc_abc')).toBe(
    '<script>window.SupportChatConfig = { siteKey: "sc_abc" };</script>\n<script async src="https://chat.example/widget.js"></script>',
  );
});

test('[SITE4] nothing in it can end the script element or the attribute', () => {
  const code = embedCode('https://chat.example/"><img>', '</script><img src=x>"\u2028');
  expect(code).not.toContain('<img');
  expect(code.match(/<\/script>/g)).toHaveLength(2);
  expect(code.split('\n')).toHaveLength(2);
  const literal = /siteKey: (".*") \}/.exec(code)?.[1] ?? '';
  expect(JSON.parse(literal)).toBe('</script><img src=x>"\u2028');
});
