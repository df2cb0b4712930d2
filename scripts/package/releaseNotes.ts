/** What a tag, package.json and the CHANGELOG say of one release. */
export interface Release {
  /** As git knows it, for example `v0.2.0`. */
  readonly tag: string;
  /** As package.json has it. */
  readonly version: string;
  readonly changelog: string;
}

/** The section of the CHANGELOG about a release, for its page. Throws where tag, version and CHANGELOG do not agree. */
export function releaseNotes({ tag, version, changelog }: Release): string {
  if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json says ${version}.`);
  const section = changelog.split(/^(?=## )/m).find((text) => text.startsWith(`## [${version}] - `));
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## [${version}] - <date>".`);
  const notes = section.slice(section.indexOf('\n')).trim();
  if (notes === '') throw new Error(`The section of ${version} in CHANGELOG.md is empty.`);
  return `${notes}\n`;
}
