import type { SiteStore } from '../port/sites.ts';
import { sites } from './collections.ts';
import { toId } from './documents.ts';
import { type Engine, LONG_MS } from './engine.ts';
import { listByName } from './list-by-name.ts';
import { removeSite } from './removals.ts';
import { updateRecord } from './update-record.ts';

const FIELDS = { projection: sites.projection };

export function createSiteStore(engine: Engine): SiteStore {
  const collection = engine.collection('sites');
  return {
    add: (site) => engine.run(async () => void (await collection.insertOne(sites.toDocument(site)))),
    get: (id) =>
      engine.run(async () => {
        const found = await collection.findOne({ _id: toId(id) }, FIELDS);
        return found && sites.toRecord(found);
      }),
    getByKey: (siteKey) =>
      engine.run(async () => {
        const found = await collection.findOne({ siteKey }, FIELDS);
        return found && sites.toRecord(found);
      }),
    list: ({ ids, isActive, ...request }) =>
      engine.run(() => {
        const filter = { ...(ids && { _id: { $in: ids.map(toId) } }), ...(isActive !== undefined && { isActive }) };
        return listByName(engine, sites, { ...request, filter, searched: 'domainFolded' });
      }),
    update: (id, changes, at) => engine.run((deadline) => updateRecord(engine, sites, { id, deadline, changes: { ...changes, updatedAt: at } })),
    markSeen: (id, on, at) => engine.run(async () => void (await collection.updateOne({ _id: toId(id) }, { $set: { widgetSeenOn: on, widgetSeenAt: at } }))),
    remove: (id) => engine.run(() => removeSite(engine, id), LONG_MS),
  };
}
