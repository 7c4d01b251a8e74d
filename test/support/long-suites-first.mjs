import Sequencer from '@jest/test-sequencer';

/** Their suites start whole networks and wait for them: minutes, where others take seconds. */
const LONG = ['/test/browser/', '/test/cli/', '/test/network/'];

/** jest begins with the largest files. So that no long suite goes on alone when all others have ended, those begin first. */
export default class LongSuitesFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const isLong = ({ path }) => LONG.some((folder) => path.includes(folder));
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
