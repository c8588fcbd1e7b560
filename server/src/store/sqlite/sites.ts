import { AppError } from '../../failure.ts';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { foldCase } from '../fold-case.ts';
import type { SiteStore } from '../port/sites.ts';
import { withChanges } from '../with-changes.ts';
import type { Engine } from './group-commit.ts';
import { isKept, type Removals } from './removals.ts';
import { findOne, save } from './table.ts';
import { sites } from './tables.ts';

const ADD = `${sites.insert} ON CONFLICT (siteKey) DO NOTHING`;
const BY_ID = `${sites.byId} AND ${isKept('sites._id')}`;
const BY_KEY = `SELECT ${sites.columns()} FROM sites WHERE siteKey = @siteKey AND ${isKept('sites._id')}`;
const LIST = `
SELECT ${sites.columns()} FROM sites
WHERE (foldCase(name), _id) > (@name, @id) AND ${isKept('sites._id')}
  AND (@ids IS NULL OR _id IN (SELECT value FROM json_each(@ids)))
  AND (@isActive IS NULL OR isActive = @isActive)
  AND (instr(foldCase(name), @search) > 0 OR instr(foldCase(domain), @search) > 0)
ORDER BY foldCase(name), _id LIMIT @limit + 1`;
const MARK_SEEN = 'UPDATE sites SET widgetSeenOn = @on, widgetSeenAt = @at WHERE _id = @id';
const REMOVE_FROM_AGENTS = `
UPDATE users SET siteIds = (SELECT json_group_array(value) FROM json_each(users.siteIds) WHERE value <> @id)
WHERE EXISTS (SELECT 1 FROM json_each(users.siteIds) WHERE value = @id)`;

export function createSiteStore({ sql, read, write }: Engine, removals: Removals): SiteStore {
  return {
    add: (site) =>
      write(() => {
        if (sql.run(ADD, sites.toValues(site)) === 0) throw new AppError('CONFLICT');
      }),
    get: (id) => read(() => findOne(sql, sites, BY_ID, [id])),
    getByKey: (siteKey) => read(() => findOne(sql, sites, BY_KEY, { siteKey })),
    list: ({ limit, cursor, ids, search = '', isActive }) =>
      read(() => {
        const [name, id] = cursor === undefined ? ['', ''] : readCursor('sites', cursor, ['', '']);
        const filter = { ids: ids ? JSON.stringify(ids) : null, isActive: isActive === undefined ? null : Number(isActive), search: foldCase(search.trim()) };
        const rows = sql.all(LIST, { ...filter, name, id, limit });
        return toPage(rows.map(sites.toRecord), limit, (last) => writeCursor('sites', [foldCase(last.name), last._id]));
      }),
    update: (id, changes, at) =>
      write(() => {
        const site = findOne(sql, sites, BY_ID, [id]);
        return site && save(sql, sites, site, { ...withChanges(site, changes), updatedAt: at });
      }),
    markSeen: (id, on, at) => write(() => void sql.run(MARK_SEEN, { id, on, at: at.getTime() })),
    remove: async (id) => {
      const isRemoved = await write(() => {
        sql.run(REMOVE_FROM_AGENTS, { id });
        return removals.removeSite(id);
      });
      if (isRemoved) removals.resume();
      return isRemoved;
    },
  };
}
