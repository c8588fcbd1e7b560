/** The values that differ from the form's initial ones. A save sends nothing else, so that it does not revert a colleague's change of other fields. */
export function changedFields<T extends object>(values: T, before: { [K in keyof T]?: unknown } | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before?.[name as keyof T])),
  ) as Partial<T>;
}
