import { expect, test } from 'vitest';
import { demoConfigScript } from './demo-config-script.ts';

test('the shop’s script names the site key', () => {
  expect(demoConfigScript('sc_abc')).toBe('window.SupportChatConfig = { siteKey: "sc_abc" };\n');
});

test('without a site, it makes the page say so, and the widget is not loaded', () => {
  expect(demoConfigScript(null)).toContain('without-site');
  expect(demoConfigScript(null)).not.toContain('SupportChatConfig');
});
