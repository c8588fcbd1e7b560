/** The protocol's schemas parse addresses. The core's own files may not: `.oxlintrc.json` forbids them the name. */
declare class URL {
  static canParse(address: string): boolean;
  constructor(address: string);
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
