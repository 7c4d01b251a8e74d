/** Why a local PostgreSQL cannot run here, in a form that a program can tell apart. */
export type LocalPostgresProblem =
  | { readonly kind: 'NO_BINARIES'; readonly platform: string }
  | { readonly kind: 'IN_USE'; readonly folder: string }
  | { readonly kind: 'OTHER_VERSION'; readonly folder: string; readonly found: string; readonly wanted: string }
  | { readonly kind: 'NOT_OURS'; readonly folder: string }
  /** It holds data, and the server's user may not pass into it any more. */
  | { readonly kind: 'OUT_OF_REACH'; readonly folder: string }
  | { readonly kind: 'NO_USER' }
  | { readonly kind: 'DID_NOT_START'; readonly log: string; readonly said: string };

/** Says what is wrong, where, and what to do. */
export class LocalPostgresError extends Error {
  constructor(readonly problem: LocalPostgresProblem) {
    super(sentence(problem));
    this.name = 'LocalPostgresError';
  }
}

function sentence(problem: LocalPostgresProblem): string {
  switch (problem.kind) {
    case 'NO_BINARIES':
      return `There is no embedded PostgreSQL for ${problem.platform}: run npm install again, or name a server of your own in DATABASE_URL.`;
    case 'IN_USE':
      return `Another process is already running the database in ${problem.folder}: stop it first.`;
    case 'OTHER_VERSION':
      return `The database in ${problem.folder} was made by PostgreSQL ${problem.found}, and this is ${problem.wanted}: delete the folder to start over.`;
    case 'NOT_OURS':
      return `${problem.folder} belongs to another user of this machine, so nothing of ours is put there: have it removed, or name a server of your own in DATABASE_URL.`;
    case 'OUT_OF_REACH':
      return `The data is in ${problem.folder}, where PostgreSQL's user may not pass any more: let everybody through the folders above it again (chmod o+x).`;
    case 'NO_USER':
      return 'PostgreSQL does not run as root, and there is no other user to run it as: add one (useradd --system postgres), or name a server of your own in DATABASE_URL.';
    case 'DID_NOT_START':
      return `PostgreSQL did not start (${problem.log}):\n${problem.said}`;
  }
}
