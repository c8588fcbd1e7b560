import type { VisitorStore } from '../port/visitors.ts';
import type { Engine } from './group-commit.ts';
import { findOne } from './table.ts';
import { visitors } from './tables.ts';

const ADD = `${visitors.insert} ON CONFLICT DO NOTHING`;
const GET = `SELECT ${visitors.columns()} FROM visitors WHERE siteId = @siteId AND visitorId = @visitorId`;
const TOUCH = 'UPDATE visitors SET lastSeenAt = @lastSeenAt, tokenExpiresAt = @tokenExpiresAt WHERE siteId = @siteId AND visitorId = @visitorId';

export function createVisitorStore({ sql, read, write }: Engine): VisitorStore {
  return {
    add: (visitor) => write(() => sql.run(ADD, visitors.toValues(visitor)) > 0),
    get: (siteId, visitorId) => read(() => findOne(sql, visitors, GET, { siteId, visitorId })),
    touch: (siteId, visitorId, { lastSeenAt, tokenExpiresAt }) =>
      write(() => void sql.run(TOUCH, { siteId, visitorId, lastSeenAt: lastSeenAt.getTime(), tokenExpiresAt: tokenExpiresAt.getTime() })),
  };
}
