// Loaded into every child before its own code (`--import`). However the parent dies, `kill -9` included, its end of the
// channel closes: then the child ends as if it had been asked to.
const ENDS_WITHIN_MS = 3_000;

function end(): void {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), ENDS_WITHIN_MS).unref();
}

process.once('disconnect', end);
if (!process.connected) end(); // it was gone before this was loaded

// Waiting for that must not keep a child alive which has nothing else left to do.
process.channel?.unref();
