import type { AddressInfo } from 'node:net';
import { nativeTypeName } from '../native/native-names.js';
import { rowsOf } from '../network-data.js';
import { tellReady } from '../process-channel.js';
import { nodeGraph } from './node-graph.js';
import { serveGraphs } from './node-server.js';

/** All nodes of a network in one process, each on a port of its own: `nodes.main.js <how many>`. */
const colleges = Number(process.argv[2]);
const servers = await Promise.all(
  Array.from({ length: colleges }, (_, number) => {
    const rows = rowsOf(number, colleges);
    return serveGraphs({ '/graphql': nodeGraph(rows, (type) => type), '/native': nodeGraph(rows, nativeTypeName) });
  }),
);
tellReady({ ports: servers.map((server) => (server.address() as AddressInfo).port) });
