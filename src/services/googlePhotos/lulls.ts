/** Counts uploads that nobody announced, as those of a person who calls the service one by one. */
export class Lulls {
  #sending = 0;
  #listeners: (() => void)[] = [];

  begin(): void {
    this.#sending++;
  }

  end(): void {
    if (--this.#sending > 0) return;
    for (const listener of this.#listeners.splice(0)) listener();
  }

  /** Resolves when none is under way. */
  next(): Promise<void> {
    return this.#sending === 0 ? Promise.resolve() : new Promise((resolve) => this.#listeners.push(resolve));
  }
}
