import { expect, test } from 'vitest';
import { addSite, at, aVisitor, type OpenStore } from './samples.ts';

export function visitorsContract(open: OpenStore): void {
  test('[ST30] a visitorId that the site already has is not added again', async () => {
    const store = await open();
    const site = await addSite(store);
    const [first, second] = [aVisitor(site._id, { tokenHash: 'a' }), aVisitor(site._id, { tokenHash: 'b' })];
    const added = await Promise.all([store.visitors.add(first), store.visitors.add(second)]);
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.visitors.get(site._id, 'visitor')).toEqual(added[0] ? first : second);
  });

  test('the same visitorId on two sites is two visitors', async () => {
    const store = await open();
    const [one, other] = [await addSite(store), await addSite(store)];
    expect(await store.visitors.add(aVisitor(one._id, { tokenHash: 'one' }))).toBe(true);
    expect(await store.visitors.get(other._id, 'visitor')).toBeNull();
    expect(await store.visitors.add(aVisitor(other._id, { tokenHash: 'other' }))).toBe(true);
    expect(await store.visitors.get(one._id, 'visitor')).toMatchObject({ tokenHash: 'one' });
  });

  test('touch updates when the visitor was last seen and when the token expires', async () => {
    const store = await open();
    const site = await addSite(store);
    const visitor = aVisitor(site._id);
    await store.visitors.add(visitor);
    await store.visitors.touch(site._id, 'visitor', { lastSeenAt: at(8), tokenExpiresAt: at(99) });
    expect(await store.visitors.get(site._id, 'visitor')).toEqual({ ...visitor, lastSeenAt: at(8), tokenExpiresAt: at(99) });
  });
}
