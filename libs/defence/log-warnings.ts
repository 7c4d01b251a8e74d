import { loggable } from './loggable.js';

/** Where lines of the log go, each an object. */
export interface WarningLog {
  warn(line: object, context: string): void;
}

/**
 * What Node.js itself warns of (the process's `warning` event) stands in the log as all else does: Node.js would print text, and
 * whoever reads the log reads JSON. To be called before anything loads that may warn.
 */
export function logWarnings(log: WarningLog): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn(loggable(warning), 'Node.js'));
}
