import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';
import { overrideFault } from '../engine/modes.ts';
import { parseSubstitution } from '../engine/naming/substitution.ts';
import type { Substitution } from '../engine/naming/substitution.ts';
import { templateFault } from '../engine/naming/template.ts';
import { patternFault } from './boundedPattern.ts';
import { folderFaults, normalFolder } from './folders.ts';
import { schemaFault, withDefaults } from './schema.ts';
import { PREFIX } from './settings.ts';
import type { RawSettings, Settings } from './settings.ts';

/**
 * Checks the settings of a workspace folder. Every fault is found at once and names its key; with a fault there are no
 * settings, because a run that guesses what somebody meant could delete photos.
 */
export function readSettings(
  raw: RawSettings,
): { readonly settings: Settings } | { readonly problems: readonly [Problem, ...Problem[]] } {
  const faults: Fault[] = Object.entries(raw)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => faultOf(name, value));
  // What the schema accepts may still mean nothing; that is only asked once the types are right.
  const settings = faults.length === 0 ? interpret(withDefaults(raw), faults) : undefined;
  const [first, ...rest] = faults.map(asProblem);
  if (first) return { problems: [first, ...rest] };
  return settings ? { settings } : { problems: [problem('E_INTERNAL')] };
}

interface Fault {
  readonly name: string;
  readonly about: Phrase;
}

function asProblem({ name, about }: Fault): Problem {
  return problem('E_SETTINGS', about, { setting: PREFIX + name });
}

function faultOf(name: string, value: unknown): Fault[] {
  if (name === 'overrides' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const faults = Object.entries(value).flatMap(([key, action]) => overrideFault(key, action) ?? []);
    return faults.map((about) => ({ name, about }));
  }
  const about = schemaFault(name, value);
  return about === undefined ? [] : [{ name, about }];
}

/** Turns checked values into settings. The casts are what the schema has just proved. */
function interpret(values: Record<string, unknown>, faults: Fault[]): Settings {
  const folders = (values['folders'] as string[]).map(normalFolder);
  const galleryPath = normalFolder(values['gallery.path'] as string);
  faults.push(...folderFaults(folders, galleryPath));
  const templates = values['naming.templates'] as string[];
  for (const template of templates) addFault(faults, 'naming.templates', templateFault(template));
  const since = values['since'] as string;
  if (since !== '' && !isDay(since))
    faults.push({ name: 'since', about: phrase`"${since}" is not a day of the calendar` });
  return {
    folders,
    service: values['service'] as string,
    mode: values['mode'] as Settings['mode'],
    overrides: values['overrides'] as Settings['overrides'],
    compare: values['compare'] as Settings['compare'],
    dateTolerance: values['dateTolerance'] as number,
    naming: {
      templates,
      extract: substitution('naming.extract', values, faults),
      replace: substitution('naming.replace', values, faults),
      rootAlbum: values['naming.rootAlbum'] as string,
    },
    albums: new Map(
      Object.entries(values['albums'] as Record<string, string>).map(([folder, album]) => [
        normalFolder(folder),
        album,
      ]),
    ),
    formats: values['formats'] as Settings['formats'],
    exclude: values['exclude'] as string[],
    excludeAlbums: values['excludeAlbums'] as string[],
    allowDelete: values['allowDelete'] as Settings['allowDelete'],
    deleteDuplicates: values['deleteDuplicates'] as boolean,
    purgeEmptyAlbums: values['purgeEmptyAlbums'] as boolean,
    shrink: values['shrink'] as number,
    updateAlbumMetadata: values['updateAlbumMetadata'] as boolean,
    since: since === '' ? undefined : since,
    maxVideoSize: values['maxVideoSize'] as number,
    maxAlbumItems: (values['maxAlbumItems'] as number | null) ?? undefined,
    maxDeletes: readLimit(values['maxDeletes'] as number | string),
    concurrency: values['concurrency'] as number,
    gallery: {
      path: galleryPath,
      thumbnails: values['gallery.thumbnails'] as boolean,
      language: values['gallery.language'] as Settings['gallery']['language'],
    },
    googleDrive: {
      scope: values['googleDrive.scope'] as Settings['googleDrive']['scope'],
      share: values['googleDrive.share'] as Settings['googleDrive']['share'],
    },
  };
}

function substitution(name: string, values: Record<string, unknown>, faults: Fault[]): Substitution | undefined {
  const text = values[name] as string;
  if (text === '') return undefined;
  const parsed = parseSubstitution(text, PREFIX + name);
  if ('fault' in parsed) {
    faults.push({ name, about: parsed.fault });
    return undefined;
  }
  addFault(faults, name, patternFault(parsed.substitution));
  return parsed.substitution;
}

function addFault(faults: Fault[], name: string, about: Phrase | undefined): void {
  if (about !== undefined) faults.push({ name, about });
}

function readLimit(value: number | string): Settings['maxDeletes'] {
  return typeof value === 'number' ? { count: value } : { share: Number.parseInt(value, 10) / 100 };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
