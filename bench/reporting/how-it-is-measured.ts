/** What a reader must know to believe the figures. */
export const HOW_IT_IS_MEASURED = `* **Nodes**: all in one process, each on a port of its own, over plain \`node:http\`. A node computes the answer to a body
  once and then sends the same bytes, so that what is measured is who asks it. All contenders ask the same nodes.
* **Dobroset** runs as its image runs it: \`node --max-semi-space-size=64 dist/apps/gateway/src/main.js\` with
  \`NODE_ENV=production\`. All others get the same flags. It signs every call to a
  node (ADR 0005), which nobody else here does.
* **Visitors who ask alike** at the same moment share the calls to the nodes (ADR 0008), as sixteen clients with one question do here. What
  is left without that is measured beside it, where there is most to call: *nobody asking alike* is the same gateway, each of whose clients asks under names of its
  own, so that no node is asked the same by two.
* **The floor** is written by hand for each question: one \`undici\` pool a node, hand-written queries, \`Promise.all\`, a
  k-way merge, \`JSON.stringify\`; it checks nothing and knows no failures. For the feed it asks every node for a whole page.
* **@apollo/gateway** and **Hive Gateway** have a type per college behind interfaces and a root field per college
  (\`bench/native/native-sdl.ts\`), which is all that they can compose of such nodes. They cannot merge: for question 2 they
  bring a page of each college, and the merge is left to the client, whose time is not counted. Both run with their
  defaults.
* **Equivalence**: before each measurement every contender is asked once, and the run fails where two answers are not the
  same once native ones are gathered and merged. Under load, answers of another length are counted as wrong.
* **Throughput** is the median of five rounds (three in the smaller networks), in which the contenders take turns, after one that does
  not count: 200 answers, or three seconds. Its ratio is the median of the ratios within each round; who answers so late that a round takes five
  seconds has one.
* **CPU** is the processor time of the contender's own process for each request (/proc/<pid>/stat), the median of the same
  rounds. Its threads are in it, which compile and collect garbage. "By CPU" is what a target's ratio would be if nothing
  but this time counted.
* **The cores are shared** by the contender, the nodes and the process that asks. Where the nodes and the load need more
  than the second core has, throughput flatters the slower side; CPU does not.
* **First plan**: the question for pages of nothing (\`first: 0\`), in a text that nobody has seen (behind another comment),
  less what that text takes from then on, on a warm process without load. Parsing, validation, planning and all else that
  happens once are in it; answers are not, so Dobroset is asked for the colleges of a region that has none, or the events of one college: its plan is
  the same. Of a type per college each is in the text, and is asked. It is the median over as many texts as two and a half seconds have
  room for, 125 at most, of which the first fifth does not count. Its ratio is to one request of the floor.
  A dash stands where it is less than what one request differs from another by.`;
