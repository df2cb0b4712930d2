/** A property does not hold. */
export class Violation extends Error {
  readonly property: string;
  readonly about: string;

  constructor(property: string, about: string) {
    super(`${property}: ${about}`);
    this.property = property;
    this.about = about;
  }
}
