import { Id } from '@supportchat/protocol';
import { AppError } from '../failure.ts';

/** The `{id}` of the path. What cannot be an id refers to nothing: NOT_FOUND. */
export function pathId(params: Record<string, string>): string {
  const id = Id.safeParse(params.id);
  if (!id.success) throw new AppError('NOT_FOUND');
  return id.data;
}
