/** Rows that only grow, most of which follow one another: each run of such rows is two numbers. */
export class RowRuns {
  readonly #firsts: number[] = [];
  /** How many rows stand before each run. */
  readonly #before: number[] = [];
  #next = -1;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @param row larger than all before it */
  add(row: number): void {
    if (row !== this.#next) {
      this.#firsts.push(row);
      this.#before.push(this.#length);
    }
    this.#next = row + 1;
    this.#length++;
  }

  /** The row at a place, which is less than `length`. */
  at(place: number): number {
    let [run, end] = [0, this.#before.length];
    while (end - run > 1) {
      const middle = (run + end) >> 1;
      if ((this.#before[middle] ?? 0) <= place) run = middle;
      else end = middle;
    }
    return (this.#firsts[run] ?? 0) + place - (this.#before[run] ?? 0);
  }
}
