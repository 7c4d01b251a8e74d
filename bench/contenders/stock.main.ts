import { readFileSync } from 'node:fs';
import { tellReady } from '../process-channel.js';

// Before @apollo/gateway loads: it phones home unless told otherwise.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
const { ApolloGateway } = await import('@apollo/gateway');
const { ApolloServer } = await import('@apollo/server');
const { ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } = await import('@apollo/server/plugin/disabled');
const { startStandaloneServer } = await import('@apollo/server/standalone');

/** The stock gateway as its manual has it: `stock.main.js <supergraph file>`. */
const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.argv[2] ?? '', 'utf8') });
const server = new ApolloServer({ gateway, plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled()] });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
tellReady({ port: Number(new URL(url).port) });
