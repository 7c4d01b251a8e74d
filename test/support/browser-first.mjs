import Sequencer from '@jest/test-sequencer';

/** jest begins with the largest files. The page's suite is a small one and takes minutes: it would go on alone when all others have ended. */
export default class BrowserFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const isOfBrowser = ({ path }) => path.includes('/test/browser/');
    return [...sorted.filter(isOfBrowser), ...sorted.filter((test) => !isOfBrowser(test))];
  }
}
