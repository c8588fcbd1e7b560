/** The record with these changes; undefined fields stay as they are. */
export function withChanges<R extends object>(record: R, changes: Partial<NoInfer<R>>): R {
  return { ...record, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}
