import { expect, test } from 'vitest';
import { addSite, aFaq, at, type OpenStore } from './samples.ts';

export function severalProcessesContract(open: OpenStore): void {
  test('[ST5] the first secrets are kept, or those of the single process', async () => {
    const store = await open();
    expect(await store.shareSecrets({ accessTokenKey: 'first' })).toEqual({ accessTokenKey: 'first' });
    const second = await store.shareSecrets({ accessTokenKey: 'second' });
    expect(second).toEqual({ accessTokenKey: store.changes === null ? 'second' : 'first' });
  });

  test('[ST6] of two concurrent runs of one act, one runs it; a later run runs it again', async () => {
    const store = await open();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    let runs = 0;
    const first = store.runExclusively('maintenance', () => {
      start();
      runs += 1;
      return ended;
    });
    await started;
    const count = async () => void (runs += 1);
    expect(await store.runExclusively('maintenance', count)).toBe(false);
    expect(await store.runExclusively('something else', count)).toBe(true);
    end();
    expect(await first).toBe(true);
    expect(runs).toBe(2);
    expect(await store.runExclusively('maintenance', count)).toBe(true);
  });

  test('[ST6] a failure reaches the caller and releases the name', async () => {
    const store = await open();
    await expect(store.runExclusively('maintenance', () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
    expect(await store.runExclusively('maintenance', async () => {})).toBe(true);
  });

  test('[ST7] maintenance may run at any time', async () => {
    const store = await open();
    await addSite(store);
    await expect(Promise.all([store.maintain(), store.maintain()])).resolves.toBeDefined();
  });

  test("[ST60] the version of a site's FAQs changes with every change of an FAQ, and with no view", async () => {
    const store = await open();
    const [site, other] = [await addSite(store), await addSite(store)];
    const versions = [await store.faqs.versionOf(site._id)];
    const [a, b] = [aFaq(site._id), aFaq(site._id)];
    const steps = [
      () => store.faqs.add(a),
      () => store.faqs.add(b),
      () => store.faqs.update(a._id, { answer: 'Three days.' }, at(7)),
      () => store.faqs.update(b._id, { isActive: false }, at(5)),
      () => store.faqs.remove(a._id),
    ];
    for (const step of steps) {
      await step();
      versions.push(await store.faqs.versionOf(site._id));
    }
    expect(new Set(versions).size).toBe(versions.length);
    await store.faqs.countView(b._id);
    await store.faqs.add(aFaq(other._id));
    expect(await store.faqs.versionOf(site._id)).toBe(versions.at(-1));
  });
}
