import { failedColleges } from '../../lib/graph/failures.js';
import type { NetworkCollege } from './api/network-colleges.js';

export type NodeState = NetworkCollege['availability'];
export type CollegeOnNetwork = NetworkCollege & { readonly state: NodeState };

type Asked = Pick<NetworkCollege, 'code' | 'availability' | 'timeZone'>;
type GraphErrors = Parameters<typeof failedColleges>[0];

/**
 * Whether each node answers. The answer at hand tells more than `availability`, which is what the gateway saw before it
 * asked: a node that failed just now is not there, and one that gave its time zone just now is.
 */
export function withNodeStates<College extends Asked>(colleges: readonly College[], errors: GraphErrors) {
  const failed = new Set(failedColleges(errors).map(({ code }) => code));
  return colleges.map((college) => ({ ...college, state: failed.has(college.code) ? 'UNREACHABLE' : stateOf(college) }) as const);
}

function stateOf({ availability, timeZone }: Asked): NodeState {
  return availability === 'UNREACHABLE' && timeZone !== null ? 'ANSWERING' : availability;
}
