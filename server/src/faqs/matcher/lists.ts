/** Many short lists of numbers in two flat arrays: list `i` is `items[start[i]] … items[start[i + 1] - 1]`. */
export type Lists = { start: Uint32Array; items: Uint32Array };

/** Packs arrays of numbers; 4 bytes per number instead of an object per list. */
export function packLists(lists: readonly (readonly number[])[]): Lists {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    start[i + 1] = start[i]! + list.length;
  });
  const items = new Uint32Array(start[lists.length]!);
  lists.forEach((list, i) => {
    items.set(list, start[i]);
  });
  return { start, items };
}

/** Inverts "list i holds item j" to "list j holds item i". Items must be below `size`. */
export function invertLists(lists: Lists, size: number): Lists {
  const start = new Uint32Array(size + 1);
  for (const item of lists.items) start[item + 1]!++;
  for (let i = 0; i < size; i++) start[i + 1]! += start[i]!;
  const items = new Uint32Array(lists.items.length);
  const next = start.slice(0, size);
  for (let i = 0; i + 1 < lists.start.length; i++) {
    for (let k = lists.start[i]!; k < lists.start[i + 1]!; k++) items[next[lists.items[k]!]!++] = i;
  }
  return { start, items };
}
