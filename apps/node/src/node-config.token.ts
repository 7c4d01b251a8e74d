/** What Nest injects the node's configuration by. */
export const NODE_CONFIG = Symbol('NodeConfig');
