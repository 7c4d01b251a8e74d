import { demoCollege, demoColleges } from '#cli/demo/colleges.js';
import { seedCollege } from '#cli/demo/seed-college.js';
import { TestNetwork } from '#support/network.js';
import { until } from '#support/until.js';

const WARM_WITHIN_MS = 60_000;

/** The five colleges of the demonstration, each a process on a database of its own, and a gateway that serves the page. */
export async function startDemoNetwork(): Promise<TestNetwork> {
  const now = new Date();
  const network = await TestNetwork.start(
    demoColleges.map(({ code }) => code),
    {
      member: (code) => {
        const { name, shortName, city, region } = demoCollege(code);
        return { name, shortName, city, region };
      },
      beforeStart: ({ code, database }) => seedCollege({ databaseUrl: database.url, college: code, now }),
    },
  );
  // On a busy machine a node's first answer may take longer than the gateway waits.
  await until('every college answers', () => everybodyAnswers(network), WARM_WITHIN_MS);
  return network;
}

/** Whether what the page asks for comes from every node. */
async function everybodyAnswers(network: TestNetwork): Promise<boolean> {
  const { errors } = await network.ask('{ colleges { about } events { nodes { title } } network { figures { events } } }');
  return errors.length === 0;
}
