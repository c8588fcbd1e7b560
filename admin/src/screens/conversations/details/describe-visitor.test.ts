import { describe, expect, it } from 'vitest';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { describeBrowser } from './describe-browser.ts';
import { describeLanguage, describePage, shortAddress } from './describe-visitor.ts';

describe('what is known of a visitor', () => {
  it('names browser and system', () => {
    expect(describeBrowser('Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0')).toBe('Firefox 144, macOS');
    expect(describeBrowser('curl')).toBe('');
  });
  it('names the language in itself, and leaves an invalid tag unchanged', () => {
    expect(describeLanguage('es-ES')).toBe('Español');
    expect(describeLanguage('??')).toBe('??');
  });
  it('shortens addresses, and leaves anything else unchanged', () => {
    expect(shortAddress('https://northwind.shop/checkout?step=2')).toBe('/checkout?step=2');
    expect(shortAddress('https://www.google.com/search', true)).toBe('google.com');
    expect(shortAddress('javascript:alert(1)')).toBe('alert(1)');
    expect(shortAddress('nowhere')).toBe('nowhere');
  });
  it('[INBOX17] calls thousands of nameless visitors by different names', () => {
    const labels = Array.from({ length: 5000 }, (_, index) => visitorLabel({ visitorName: '', visitorEmail: '', visitorId: `visitor-${index}` }));
    expect(new Set(labels).size).toBe(labels.length);
  });
  it('names the page with its host', () => {
    expect(describePage('https://www.shop.example/')).toBe('shop.example');
    expect(describePage('https://shop.example/cart?step=2')).toBe('shop.example/cart?step=2');
    expect(describePage('nowhere')).toBe('nowhere');
  });
  it('calls them by name, otherwise email, otherwise stable characters', () => {
    expect(visitorLabel({ visitorName: 'Maya', visitorEmail: 'm@x.example', visitorId: 'v1' })).toBe('Maya');
    expect(visitorLabel({ visitorName: '', visitorEmail: 'm@x.example', visitorId: 'v1' })).toBe('m@x.example');
    const nameless = { visitorName: '', visitorEmail: '', visitorId: 'v1' };
    expect(visitorLabel(nameless)).toMatch(/^Visitor [2-9B-Z]{6}$/);
    expect(visitorLabel(nameless)).toBe(visitorLabel({ ...nameless }));
  });
});
