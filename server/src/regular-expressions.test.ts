import { AcceptInvite, CreateFaq, CreateSite, WidgetClientEvents } from '@supportchat/protocol';
import { isEmail } from '@supportchat/text/email';
import { splitLinks } from '@supportchat/text/links';
import { cleanName, initialsOf, isBlank } from '@supportchat/text/names';
import { pageRuleMatches, parsePageRule } from '@supportchat/text/page-rules';
import { describe, expect, test } from 'vitest';
import { findSuperlinear } from './testing/linear.ts';
import { collectRegularExpressions, literalsIn } from './testing/regular-expressions.ts';

/** Expressions that take superlinear time on their own, and why that is harmless. */
const BOUNDED: Record<string, string> = {
  '/\\/+$/': 'config.ts: a setting, which is the operator’s own',
  '/\\d+$/': 'shorten-ip.ts: a valid IPv4 address, at most 15 characters',
};

const found = collectRegularExpressions(['server/src', 'packages/protocol/src', 'packages/text/src', 'widget/src']);
const distinct = [...new Map(found.map((each) => [`/${each.source}/${each.flags}`, each]))];

describe('[HTTP5] each regular expression takes time linear in the text', () => {
  test('all of them are found', () => {
    expect(distinct.length).toBeGreaterThan(80);
    expect(literalsIn("a = b / c / d; // /x/\nf(/a[/]\\/b/gu, 'it/s/', `/y/`); return /z/; `${a(`/x/`)}/y/`")).toEqual([
      { source: 'a[/]\\/b', flags: 'gu' },
      { source: 'z', flags: '' },
    ]);
  });

  test('a planted quadratic expression is detected, on its own and in a pair of kinds', () => {
    expect(findSuperlinear((text) => /\/+$/.test(text), ['/'])).toEqual(['["/","!a"]']);
    expect(findSuperlinear((text) => /(?:ab)+c/.test(text), ['a', 'b'])).toContain('["ab","!a"]');
    expect(findSuperlinear((text) => /[ab]+/.test(text), ['a', 'b'])).toEqual([]);
  }, 60_000);

  test.each(distinct.filter(([name]) => !(name in BOUNDED)))(
    '%s',
    (_name, { source, flags }) => {
      const expression = new RegExp(source, flags);
      expect(findSuperlinear((text) => (expression.global ? text.replace(expression, '') : expression.test(text)))).toEqual([]);
    },
    60_000,
  );

  test('the exceptions still exist', () => {
    const names = new Set(distinct.map(([name]) => name));
    expect(Object.keys(BOUNDED).filter((name) => !names.has(name))).toEqual([]);
  });
});

const ACTS: Record<string, (text: string) => unknown> = {
  splitLinks,
  isBlank,
  cleanName,
  initialsOf,
  isEmail,
  parsePageRule,
  'a page': (text) => pageRuleMatches('/a*b*/c*', text),
  'a page rule': (text) => pageRuleMatches(text, '/a/b/c'),
  'a message': (content) => WidgetClientEvents['send-message'].safeParse({ conversationId: '0'.repeat(24), content }),
  'a join': (text) => WidgetClientEvents['join-conversation'].safeParse({ siteKey: text, visitorName: text, visitorEmail: text, currentPage: text }),
  'a site': (text) => CreateSite.safeParse({ name: text, domain: text, widgetSettings: { showOnPages: [text], customCSS: text, locale: text } }),
  'a FAQ': (text) => CreateFaq.safeParse({ question: text, answer: text, category: text, keywords: [text], pageSpecific: text }),
  'an account': (text) => AcceptInvite.safeParse({ token: text, name: text, password: text }),
};
test.each(Object.entries(ACTS))(
  '[HTTP5] what reads %s takes linear time',
  (_name, act) => {
    expect(findSuperlinear(act)).toEqual([]);
  },
  120_000,
);
