/** Something that the short way leaves to the gateway's own executor: an error, a null, a construct it does not know. */
export class NotOrdinary extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotOrdinary';
  }
}

/** Names that every object inherits: as keys of plain objects they would be found where nobody put them. */
export function refuseInherited(name: string): void {
  if (name in Object.prototype) throw new NotOrdinary(`the name ${name}`);
}
