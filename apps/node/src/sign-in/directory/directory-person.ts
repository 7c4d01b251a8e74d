/** Somebody as the college's own directory knows them, once they have proved who they are. */
export interface DirectoryPerson {
  /** Of the directory, and never another's: `ldap:…`, `oidc:…`. */
  readonly subject: string;
  readonly login: string;
  readonly displayName: string;
  /** Where the directory vouches for it. */
  readonly email: string | undefined;
  readonly groups: readonly string[];
}

/** The directory could not be asked; its own words are for the log. */
export class DirectoryDown extends Error {
  constructor(cause: unknown) {
    super(`The college’s directory cannot be asked: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'DirectoryDown';
  }
}
