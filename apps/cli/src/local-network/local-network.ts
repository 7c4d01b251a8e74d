import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { type PrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { type FolderLock, lockFolder } from '#local-postgres/folder-lock.js';
import { adoptStandIn } from '#local-postgres/stand-in.js';
import { reasonOf } from '#migrations/reason.js';
import { REGISTRY_ID } from '#roster/roster.js';
import { badPorts } from '../bad-ports.js';
import { demoColleges } from '../demo/colleges.js';
import type { CliEnvironment } from '../environment.js';
import { type DemoCollege, dropCollegesData, otherKeeper, othersDatabase, prepareCollegesData } from './colleges-data.js';
import { type DataFolder, dataFolderAt, emptyDataFolder, hasKeys, makeDataFolder } from './data-folder.js';
import { type DatabaseServer, type Keeper, databaseName, externalServer } from './databases.js';
import { askEveryNode } from './first-question.js';
import { GATEWAY_ID, writeFounding } from './founding.js';
import { keptDatabase } from './kept-database.js';
import { buildPage, lastWords, pageIsStale } from './page-build.js';
import { localKeys } from './local-keys.js';
import { LOOPBACK, isTaken, issuerAt, pageOriginsAt, refusedPorts, registryPort } from './ports.js';
import { type ProcessScripts, commandScript, processScripts } from './process-bundle.js';
import { gatewayPlan, nodePlan, registryPlan } from './process-plans.js';
import type { Progress } from '../progress.js';
import { StartFailure } from './start-failure.js';
import type { StopRequest } from './stop-request.js';
import { type ProcessNews, type ProcessPlan, SupervisedProcess } from './supervised-process.js';
import { demoTokens, writeTokens } from './tokens.js';
import { printWelcome } from './welcome.js';
import { writeWhoSignsIn } from './who-signs-in.js';
import type { Words } from './words.js';

const DAY_MS = 86_400_000;
/** The programme announces four months ahead; long before they are over, there is little left to come. */
const STALE_AFTER_DAYS = 60;

export interface LocalNetworkOptions {
  readonly environment: CliEnvironment;
  /** What of earlier starts is deleted first: databases of DATABASE_URL may be those of another data folder. */
  readonly erases: 'NOTHING' | 'ITS_OWN' | 'ANYBODYS';
  /** Say in the end who one may be, where everything is and what to try. */
  readonly greets: boolean;
  /** The gateway's; the nodes take those that follow. */
  readonly port: number;
  readonly dataFolder: string;
  /** What was typed, for advice to name. */
  readonly typed: 'npm start' | 'npm run demo';
}

/** Whom the start speaks to, and who may end it. */
export interface Telling {
  readonly words: Words;
  readonly progress: Progress;
  readonly stop: StopRequest;
}

interface LocalNode extends DemoCollege {
  readonly port: number;
  readonly keys: PrivateKeys;
}

/** Five colleges, the registry and the gateway on this machine. */
export class LocalNetwork {
  private readonly folder: DataFolder;
  private readonly running: { stop(): Promise<void> }[] = [];
  /** Nothing is written to the data folder, and nothing ended that works with it, before it is ours alone. */
  private lock: FolderLock | null = null;
  private readonly colleges = new Map<string, SupervisedProcess>();

  constructor(
    private readonly options: LocalNetworkOptions,
    private readonly telling: Telling,
  ) {
    this.folder = dataFolderAt(options.dataFolder);
  }

  get isRunning(): boolean {
    return this.running.length > 0;
  }

  /**
   * Starts the parts in the order in which they need each other, telling of each.
   * @throws StartFailure, LocalPostgresError, or the stop signal's reason when it comes in between
   */
  async start(): Promise<void> {
    const { words, progress, stop } = this.telling;
    progress.line(progress.bold(words.title));
    await this.clearTheWay();
    const external = await this.externalDatabase();
    await this.prepareFolder(external);
    const nodes = await this.nodesWithKeys();
    const keeper = await this.keeper();
    if (external) await this.refuseOthersData(external, keeper);
    await this.makePage();
    stop.signal.throwIfAborted();
    const scripts = processScripts(this.options.environment); // made while the databases are filled
    const database = await this.startDatabase(external);
    await this.tellTheRegistry(nodes); // it makes the folder ours to empty, which nothing of another's may be
    stop.signal.throwIfAborted();
    await Promise.race([this.fillDatabases(database, keeper), aborted(stop.signal)]);
    const made = await Promise.race([scripts, aborted(stop.signal)]);
    await Promise.race([this.startProcesses(nodes, database, made), aborted(stop.signal)]);
    await this.welcome(nodes);
    void commandScript(this.options.environment); // for the commands to come, once nobody waits
  }

  /** Stops the gateway and the nodes, and then their database; the data are then for anybody to start. */
  async stop(): Promise<void> {
    const parts = this.running.splice(0).reverse();
    const database = parts.pop();
    await Promise.all(parts.map((part) => part.stop()));
    await database?.stop();
    await this.lock?.release();
  }

  /** Ends a college's node as a power cut would; it is started again. */
  kill(college: string): void {
    this.colleges.get(college)?.kill();
  }

  /** Settles when a college's node answers; false when it does not within a minute. */
  async answers(college: string): Promise<boolean> {
    return (await this.colleges.get(college)?.answers()) ?? false;
  }

  private async clearTheWay(): Promise<void> {
    const { words } = this.telling;
    const { typed } = this.options;
    const ports = [this.options.port, ...demoColleges.map((_college, index) => this.nodePort(index)), registryPort(this.options.port)];
    const bad = badPorts(ports);
    if (bad.length > 0) throw new StartFailure(words.portsBad(bad, typed));
    this.lock = await lockFolder(this.folder.root);
    if (this.lock === null) throw new StartFailure(words.alreadyRunning);
    const refused = await refusedPorts(ports);
    const forbidden = refused.filter((port) => !isTaken(port));
    if (forbidden[0]) throw new StartFailure(words.portsForbidden(forbidden.map(({ port }) => port), forbidden[0].code, typed));
    if (refused.length > 0) throw new StartFailure(words.portsTaken(refused.map(({ port }) => port), typed));
    if (await hasKeys(this.folder)) await adoptStandIn(this.folder.postgres);
  }

  /** @returns null where DATABASE_URL names none */
  private async externalDatabase(): Promise<DatabaseServer | null> {
    const { databaseUrl } = this.options.environment;
    return databaseUrl === undefined ? null : externalServer(databaseUrl).catch((error: unknown) => this.refuseDatabase(error));
  }

  /** Databases go before the keys that they were made for: a start that ends in between leaves nothing that does not fit together. */
  private async prepareFolder(external: DatabaseServer | null): Promise<void> {
    const { words, progress } = this.telling;
    const { erases } = this.options;
    await this.makeFolder(); // what may not be written to cannot be emptied either
    if (external && erases === 'ITS_OWN') await this.spareOthersData(external);
    if (erases !== 'NOTHING') {
      progress.line(`  ${words.erasing}`);
      if (external) await dropCollegesData(external, demoColleges).catch((error: unknown) => this.refuseDatabase(error));
      await emptyDataFolder(this.folder);
      await this.makeFolder();
    }
  }

  private async makeFolder(): Promise<void> {
    await makeDataFolder(this.folder).catch((error: unknown) => {
      throw new StartFailure(this.telling.words.notWritable(this.folder.root, reasonOf(error)));
    });
  }

  private nodePort(index: number): number {
    return this.options.port + 1 + index;
  }

  private async nodesWithKeys(): Promise<LocalNode[]> {
    const nodes = demoColleges.map(async (college, index) => {
      return { ...college, port: this.nodePort(index), keys: await localKeys(this.folder.keys, college.code) };
    });
    return Promise.all(nodes);
  }

  /** Keys come and go together, so the registry's name them all. */
  private async keeper(): Promise<Keeper> {
    const { signing } = publicKeysOf(await localKeys(this.folder.keys, REGISTRY_ID));
    return { id: signing.kid, place: `${hostname()}:${this.folder.root}` };
  }

  /** The registry would refuse these keys again and again, and the nodes work in databases that are somebody else's. */
  private async refuseOthersData(external: DatabaseServer, keeper: Keeper): Promise<void> {
    const other = await otherKeeper(external, demoColleges, keeper).catch((error: unknown) => this.refuseDatabase(error));
    if (other !== null) throw new StartFailure(this.telling.words.database.anothers(other.place));
  }

  private async spareOthersData(external: DatabaseServer): Promise<void> {
    const other = await othersDatabase(external, demoColleges, await this.keeper()).catch((error: unknown) => this.refuseDatabase(error));
    if (other !== null) throw new StartFailure(this.telling.words.database.spared(other.place));
  }

  private async tellTheRegistry(nodes: readonly LocalNode[]): Promise<void> {
    const colleges = nodes.map(({ code, name, shortName, city, region, port, keys }) => {
      return { code, name, shortName, city, region, endpoint: `http://${LOOPBACK}:${port}/graphql`, issuer: issuerAt(port), keys: publicKeysOf(keys) };
    });
    const { signing } = publicKeysOf(await localKeys(this.folder.keys, GATEWAY_ID));
    await writeFounding(this.folder.founding, colleges, { key: signing, url: `http://${LOOPBACK}:${this.options.port}` });
  }

  private async makePage(): Promise<void> {
    const { environment } = this.options;
    if (!(await pageIsStale(environment))) return;
    const { words, progress, stop } = this.telling;
    const step = progress.step(words.page.title);
    step.at(words.page.building);
    const log = join(this.folder.logs, 'page.log');
    const why = await buildPage(environment, log, stop.signal);
    if (why === null) step.done(words.page.built);
    else if (!stop.signal.aborted) progress.problem(words.page.failed(why));
  }

  private async startDatabase(external: DatabaseServer | null): Promise<DatabaseServer> {
    const { words, progress, stop } = this.telling;
    const step = progress.step(words.database.title);
    if (external) {
      this.running.push(external);
      step.done(words.database.external(external.address));
      return external;
    }
    step.at(words.database.starting);
    const server = await keptDatabase({
      dataFolder: this.folder.postgres,
      gatewayPort: this.options.port,
      onNotice: (notice) => progress.line(`  ${words.database.notice(notice)}`),
      onLost: () => progress.line(`  ${words.database.lost}`),
      onBack: () => progress.line(`  ${words.database.back}`),
      onFailure: (error) => stop.fail(error),
    });
    this.running.push(server);
    step.done(words.database.embedded(server.address, this.shown(server.folder ?? this.folder.postgres)));
    return server;
  }

  private refuseDatabase(error: unknown): never {
    if (this.options.environment.databaseUrl === undefined) throw error;
    throw new StartFailure(this.telling.words.database.unusable(reasonOf(error)));
  }

  private async fillDatabases(server: DatabaseServer, keeper: Keeper): Promise<void> {
    const { data } = this.telling.words;
    const step = this.telling.progress.step(data.title);
    const { filled, oldest } = await prepareCollegesData(server, demoColleges, keeper, ({ code }, number) => {
      step.at(data.seeding(code, number, demoColleges.length));
    }).catch((error: unknown) => this.refuseDatabase(error));
    step.done(filled === 0 ? data.reused : data.made(filled));
    const age = oldest === null ? 0 : Math.floor((Date.now() - oldest.getTime()) / DAY_MS);
    if (age >= STALE_AFTER_DAYS) this.telling.progress.line(`  ${data.stale(age)}`);
    const urls = Object.fromEntries(demoColleges.map(({ code }) => [code, server.url(databaseName(code))]));
    await writeFile(this.folder.databases, `${JSON.stringify(urls, null, 2)}\n`, { mode: 0o600 });
  }

  /** All at once, for each waits for nobody: the gateway serves with every node down. */
  private async startProcesses(nodes: readonly LocalNode[], server: DatabaseServer, scripts: ProcessScripts): Promise<void> {
    const { words, progress } = this.telling;
    const registryKeys = publicKeysOf(await localKeys(this.folder.keys, REGISTRY_ID));
    const registryAt = { port: registryPort(this.options.port), key: registryKeys.signing };
    const surroundings = { environment: this.options.environment, folder: this.folder, registry: registryAt };
    const registry = this.supervise(registryPlan(surroundings, { script: scripts.registry, databaseUrl: server.url(databaseName(REGISTRY_ID)) }));
    const gateway = this.supervise(gatewayPlan(surroundings, { script: scripts.gateway, port: this.options.port }));
    const pageOrigins = pageOriginsAt(this.options.port);
    const colleges = nodes.map(({ code, port }) => {
      const node = this.supervise(nodePlan(surroundings, { college: code, script: scripts.node, port, databaseUrl: server.url(databaseName(code)), pageOrigins }));
      this.colleges.set(code, node);
      return node;
    });
    this.running.push(registry, ...colleges, gateway);

    const step = progress.step(words.nodes.title);
    const registryPublishes = registry.start();
    const gatewayServes = gateway.start();
    let answering = 0;
    await Promise.all(
      colleges.map(async (college) => {
        if (await college.start()) step.at(words.nodes.answering((answering += 1), colleges.length));
        else if (!this.telling.stop.signal.aborted) progress.line(`  ${words.nodes.silent(college.name, await lastWords(college.log))}`);
      }),
    );
    this.telling.stop.signal.throwIfAborted();
    step.done(words.nodes.answering(answering, colleges.length));

    const between = progress.step(words.registry.title);
    if (await registryPublishes) between.done(`http://${LOOPBACK}:${registryAt.port}`);
    else if (!this.telling.stop.signal.aborted) throw new StartFailure(words.registry.failed(await lastWords(registry.log)));

    const last = progress.step(words.gateway.title);
    const gatewayUrl = `http://${LOOPBACK}:${this.options.port}`;
    if (await gatewayServes) {
      await askEveryNode(`${gatewayUrl}/graphql`, this.telling.stop.signal);
      last.done(gatewayUrl);
    } else if (!this.telling.stop.signal.aborted) throw new StartFailure(words.gateway.failed(await lastWords(gateway.log)));
  }

  private supervise(plan: ProcessPlan): SupervisedProcess {
    return new SupervisedProcess(plan, (news) => this.tell(news));
  }

  private tell(news: ProcessNews): void {
    const { words, progress } = this.telling;
    progress.line(`  ${news.kind === 'DIED' ? words.died(news.name, news.how, news.retryInMs / 1_000) : words.back(news.name)}`);
  }

  private async welcome(nodes: readonly LocalNode[]): Promise<void> {
    const tokens = (await Promise.all(nodes.map(({ code, keys }) => demoTokens(code, keys.signing)))).flat();
    await writeTokens(this.folder.tokens, tokens);
    await writeWhoSignsIn(this.folder.signIn, pageOriginsAt(this.options.port)[0], nodes);
    if (!this.options.greets) return;
    printWelcome(this.telling.progress, this.telling.words, {
      gatewayPort: this.options.port,
      nodes,
      databasesFile: this.shown(this.folder.databases),
      tokensFile: this.shown(this.folder.tokens),
      dataFolder: this.folder.root === join(this.options.environment.root, '.dobroset') ? null : this.folder.root,
    });
  }

  /** As somebody in the project's folder would type it. */
  private shown(path: string): string {
    const fromRoot = relative(this.options.environment.root, path);
    return fromRoot.startsWith('..') ? path : fromRoot;
  }
}

/** Nothing that takes long is waited for once somebody wants to stop. @throws the signal's reason */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
