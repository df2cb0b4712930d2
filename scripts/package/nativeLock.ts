/** The part of package-lock.json that is used here. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package.json and its lock file. */
export interface LockedFolder {
  readonly manifest: { readonly dependencies: Readonly<Record<string, string>> };
  readonly lock: object;
}

/**
 * What installs one package and all that it needs, of every kind of computer, in the versions and with the checksums of
 * a lock file. `manifest` is kept but for its dependencies.
 */
export function lockedFolder(name: string, manifest: object, { packages }: LockFile): LockedFolder {
  const wanted: Record<string, LockedPackage> = {};
  const toVisit = [name];
  for (const next of toVisit) {
    const path = `node_modules/${next}`;
    const found = packages[path];
    if (!found) throw new Error(`package-lock.json has no ${next}. Type: npm install`);
    if (path in wanted) continue;
    wanted[path] = found;
    toVisit.push(...Object.keys({ ...found.dependencies, ...found.optionalDependencies }));
  }
  const root = { ...manifest, dependencies: { [name]: wanted[`node_modules/${name}`]?.version ?? '' } };
  return { manifest: root, lock: { lockfileVersion: 3, requires: true, packages: { '': root, ...wanted } } };
}
