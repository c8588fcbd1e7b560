import { describe, expect, test } from 'vitest';
import { isOriginAllowed } from './origin.ts';

const SERVER = 'https://chat.example';
const allows = (domains: string[], origin: string | undefined) =>
  isOriginAllowed({ domain: domains[0] ?? '', allowedDomains: domains.slice(1) }, origin, SERVER);

describe('isOriginAllowed', () => {
  test.each<[string, string[], string | undefined, boolean]>([
    ['the domain itself', ['shop.example'], 'https://shop.example', true],
    ['without encryption too', ['shop.example'], 'http://shop.example', true],
    ['its www.', ['shop.example'], 'https://www.shop.example', true],
    ['every port when none is named', ['shop.example'], 'https://shop.example:8443', true],
    ['a further domain', ['shop.example', 'blog.example'], 'https://blog.example', true],
    ['whatever the case', ['Shop.Example'], 'https://SHOP.example', true],
    ['an international name as browsers send it', ['müller.example'], 'https://xn--mller-kva.example', true],
    ['subdomains of a wildcard', ['*.shop.example'], 'https://de.eu.shop.example', true],
    ['a named port', ['localhost:8080'], 'http://localhost:8080', true],
    ['a named default port', ['shop.example:443'], 'https://shop.example', true],
    ['no Origin: not a browser', ['shop.example'], undefined, true],
    ['the server’s own pages', ['shop.example'], 'https://chat.example', true],
    ['no other domain', ['shop.example'], 'https://evil.example', false],
    ['no subdomain but www.', ['shop.example'], 'https://de.shop.example', false],
    ['no domain that only ends alike', ['shop.example'], 'https://evilshop.example', false],
    ['no domain that only begins alike', ['shop.example'], 'https://shop.example.evil.example', false],
    ['not the bare domain of a wildcard', ['*.shop.example'], 'https://shop.example', false],
    ['no look-alike of a wildcard', ['*.shop.example'], 'https://evilshop.example', false],
    ['no other port than the named one', ['localhost:8080'], 'http://localhost:3000', false],
    ['no http where port 443 is named', ['shop.example:443'], 'http://shop.example', false],
    ['the server’s own host on another port', ['shop.example'], 'https://chat.example:8443', false],
    ['no sandboxed frame or file', ['shop.example'], 'null', false],
    ['no extension', ['shop.example'], 'chrome-extension://shop.example', false],
    ['nothing that is no origin', ['shop.example'], 'shop.example', false],
    ['no origin with a path', ['shop.example'], 'https://shop.example/<b>', false],
    ['no origin with a name before it', ['shop.example'], 'https://shop.example\\@evil.example', false],
    ['no origin with a text behind it', ['shop.example'], `https://shop.example#${'a'.repeat(7000)}`, false],
    ['no origin written another way', ['shop.example'], 'https:shop.example', false],
    ['nothing for an empty domain', [''], 'https://shop.example', false],
    ['a fully qualified name with its dot', ['shop.example'], 'https://shop.example.', true],
    ['an IPv6 address', ['[::1]'], 'http://[::1]:5173', true],
    ['an IPv6 address with the named port alone', ['[::1]:5173'], 'http://[::1]:8080', false],
  ])('[SITE2] %s', (_name, domains, origin, expected) => {
    expect(allows(domains, origin)).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['www.shop.example', 'https://shop.example', true],
    ['www.shop.example', 'https://www.shop.example', true],
    ['www.shop.example:8443', 'https://shop.example:8443', true],
    ['www.shop.example', 'https://de.shop.example', false],
    ['www.example', 'https://www.example', true],
    ['www.example', 'https://example', false],
  ])('[SITE22] %s as a domain, asked from %s: %s', (domain, origin, expected) => {
    expect(allows([domain], origin)).toBe(expected);
  });
});
