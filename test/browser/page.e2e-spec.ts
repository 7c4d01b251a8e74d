import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { accessibilityStory } from './accessibility.story.js';
import { eventFiltersStory } from './event-filters.story.js';
import { graphiqlStory } from './graphiql.story.js';
import { missingCollegeStory } from './missing-college.story.js';
import { networkStory } from './network.story.js';
import { signInStory } from './sign-in.story.js';
import { Stage } from './stage.js';

jest.setTimeout(300_000); // it ends what hangs: on a busy machine a look takes seconds, and there are many

/** One for all stories: five nodes, a gateway and a browser are much for a small machine. */
let stage: Stage | undefined;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage?.close());

const theStage = () => stage!;

describe('the page', () => networkStory(theStage));
describe('the filters of events', () => eventFiltersStory(theStage));
describe('in a narrow window and in wide ones, in every theme and language', () => accessibilityStory(theStage));
describe('signing in', () => signInStory(theStage));
describe('GraphiQL', () => graphiqlStory(theStage));
describe('where somebody does not answer', () => missingCollegeStory(theStage));
