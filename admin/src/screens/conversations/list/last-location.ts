import { VIEWS, type ViewId } from '../../../queries/conversations/views.ts';
import { storage } from '../../../session/storage.ts';

const KEY = 'sc_admin_view';
/** Per user, so that the next user who signs in does not start there. */
let last: { userId: string; path: string } | null = null;
const offsets = new Map<string, number>();
/** How many scroll positions are remembered. */
const MAX_OFFSETS = 20;

/** Where Live Chat was left: `path` in this tab, the view across visits. */
export function rememberLocation(userId: string, view: ViewId, path: string) {
  last = { userId, path };
  storage.write(KEY, view);
}

/** Where Live Chat opens: where it was left, otherwise the last view, otherwise Unassigned. */
export function lastLocation(userId: string): string {
  if (last?.userId === userId) return last.path;
  const view = VIEWS.find(({ id }) => id === storage.read(KEY))?.id ?? 'unassigned';
  return `/conversations/${view}`;
}

export const scrollOffsetOf = (list: string) => offsets.get(list) ?? 0;

export function rememberScroll(list: string, offset: number) {
  offsets.delete(list);
  offsets.set(list, offset);
  for (const oldest of offsets.keys()) if (offsets.size > MAX_OFFSETS) offsets.delete(oldest);
}
