/** How durable what is written must be: tests may lose it all when the machine stops. */
export interface Durability {
  readonly durable: boolean;
}

const SMALL = {
  shared_buffers: '32MB',
  max_connections: '200',
  max_wal_size: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  jit: 'off',
  log_min_messages: 'warning',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The server's flags: five colleges on one laptop, heard on loopback alone. */
export function serverFlags(port: number, { durable }: Durability): string[] {
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port, ...SMALL, ...(durable ? {} : FORGETFUL) };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${String(value)}`]);
}
