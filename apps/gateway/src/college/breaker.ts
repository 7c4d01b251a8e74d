export interface BreakerOptions {
  /** Failures in a row after which nothing is sent. */
  readonly threshold: number;
}

/**
 * A circuit breaker (Nygard, Release It!, ch. 5) that counts failures in a row. Once open it stays so until a probe
 * succeeds: the gateway probes silent nodes in the background, so no client's request has to try.
 */
export class Breaker {
  private failures = 0;

  constructor(private readonly options: BreakerOptions) {}

  get isOpen(): boolean {
    return this.failures >= this.options.threshold;
  }

  succeed(): void {
    this.failures = 0;
  }

  fail(): void {
    this.failures += 1;
  }
}
