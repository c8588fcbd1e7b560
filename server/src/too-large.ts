import { AppError } from './failure.ts';

/** The refusal of a content above the limit. */
export function tooLarge(maxBytes: number): AppError {
  const limit = maxBytes < 1_000_000 ? `${Math.floor(maxBytes / 1000)} kB` : `${Math.floor(maxBytes / 1_000_000)} MB`;
  return new AppError('PAYLOAD_TOO_LARGE', { message: `This is too large. The limit is ${limit}.` });
}
