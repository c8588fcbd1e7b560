import { AppError } from '../../failure.ts';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { foldCase } from '../search-words.ts';
import type { SiteRecord, SiteStore } from '../store.ts';
import type { Engine } from './group-commit.ts';
import type { KnownConversations } from './known-conversations.ts';
import { defineTable, findById, findOne, save, withChanges } from './table.ts';

export const sites = defineTable<SiteRecord>('sites', {
  _id: 'plain',
  name: 'plain',
  domain: 'plain',
  allowedDomains: 'json',
  siteKey: 'plain',
  userId: 'plain',
  widgetSettings: 'json',
  aiSettings: 'json',
  isActive: 'flag',
  widgetSeenAt: 'date',
  widgetSeenOn: 'plain',
  createdAt: 'date',
  updatedAt: 'date',
});

const ADD = `${sites.insert} ON CONFLICT (siteKey) DO NOTHING`;
const BY_KEY = `SELECT ${sites.columns()} FROM sites WHERE siteKey = @siteKey`;
const LIST = `
SELECT ${sites.columns()} FROM sites
WHERE (foldCase(name), _id) > (@name, @id)
  AND (@ids IS NULL OR _id IN (SELECT value FROM json_each(@ids)))
  AND (@isActive IS NULL OR isActive = @isActive)
  AND (instr(foldCase(name), @search) > 0 OR instr(foldCase(domain), @search) > 0)
ORDER BY foldCase(name), _id LIMIT @limit + 1`;
const MARK_SEEN = 'UPDATE sites SET widgetSeenOn = @on, widgetSeenAt = @at WHERE _id = @id';
const REMOVE = 'DELETE FROM sites WHERE _id = @id';
const REMOVE_FROM_AGENTS = `
UPDATE users SET siteIds = (SELECT json_group_array(value) FROM json_each(users.siteIds) WHERE value <> @id)
WHERE EXISTS (SELECT 1 FROM json_each(users.siteIds) WHERE value = @id)`;

export function createSiteStore({ sql, read, write }: Engine, known: KnownConversations): SiteStore {
  return {
    add: (site) =>
      write(() => {
        if (sql.run(ADD, sites.toValues(site)) === 0) throw new AppError('CONFLICT');
      }),
    get: (id) => read(() => findById(sql, sites, id)),
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
        const site = findById(sql, sites, id);
        return site && save(sql, sites, site, { ...withChanges(site, changes), updatedAt: at });
      }),
    markSeen: (id, on, at) => write(() => void sql.run(MARK_SEEN, { id, on, at: at.getTime() })),
    remove: (id) =>
      write(() => {
        known.forget();
        sql.run(REMOVE_FROM_AGENTS, { id });
        return sql.run(REMOVE, { id }) > 0;
      }),
  };
}
