/** Shared by every process on one database. */
export type SecretsRecord = {
  /** Signs access tokens (HS256, 256 bits). */
  accessTokenKey: string;
};
