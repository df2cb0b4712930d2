import { inEnglish, type Phrase } from '../engine/phrase.ts';
import { readSettings } from './readSettings.ts';
import { schemaFault, SETTING_NAMES } from './schema.ts';
import { nearestName } from './nearestName.ts';
import type { Place, WrittenSetting } from './settingsText.ts';
import { PREFIX } from './settings.ts';
import type { RawSettings } from './settings.ts';

/** What is wrong with a written setting, and where. */
export type SettingFault = { readonly place: Place } & (
  | { readonly kind: 'unknown'; readonly nearest?: string | undefined }
  | { readonly kind: 'unusable'; readonly about: Phrase }
  /** It deletes, and `albumSync.allowDelete` does not permit that. */
  | { readonly kind: 'notPermitted'; readonly side: 'local' | 'remote' }
);

/**
 * Finds what the schema of a file's settings cannot tell; the editor itself checks every value against the schema.
 * @param elsewhere values of the settings that this file does not set
 */
export function checkSettings(written: readonly WrittenSetting[], elsewhere: RawSettings): readonly SettingFault[] {
  const unknown = written.filter(({ name }) => !SETTING_NAMES.includes(name));
  const fitting = written.filter(({ name, value }) => schemaFault(name, value) === undefined);
  const others = Object.entries(elsewhere).filter(([name, value]) => schemaFault(name, value) === undefined);
  const values: RawSettings = {
    ...Object.fromEntries(others),
    ...Object.fromEntries(fitting.map(({ name, value }) => [name, value])),
  };
  return [
    ...unknown.map(({ name, key }) => ({
      kind: 'unknown' as const,
      place: key,
      nearest: nearestName(name, SETTING_NAMES),
    })),
    ...fitting.flatMap((setting) => unusable(setting, values)),
    ...fitting.flatMap((setting) => notPermitted(setting, values)),
  ];
}

function unusable({ name, key, parts }: WrittenSetting, values: RawSettings): readonly SettingFault[] {
  const read = readSettings(values);
  if ('settings' in read) return [];
  const own = read.problems.filter(({ setting }) => setting === PREFIX + name);
  return own.flatMap(({ about }) => {
    if (about === undefined) return [];
    const words = inEnglish(about);
    const part = parts.find(({ text }) => words.startsWith(`"${text}"`));
    return { kind: 'unusable', about, place: part?.place ?? key };
  });
}

const DELETING: Readonly<Record<string, 'local' | 'remote'>> = { DELETE_LOCAL: 'local', DELETE_REMOTE: 'remote' };

function notPermitted({ name, value, key, parts }: WrittenSetting, values: RawSettings): readonly SettingFault[] {
  const permitted = values['allowDelete'] ?? 'neither';
  const refuses = (side: 'local' | 'remote' | undefined): side is 'local' | 'remote' =>
    side !== undefined && permitted !== side && permitted !== 'both';
  if ((name === 'deleteDuplicates' || name === 'purgeEmptyAlbums') && value === true)
    return refuses('remote') ? [{ kind: 'notPermitted', side: 'remote', place: key }] : [];
  if (name !== 'overrides') return [];
  return parts.flatMap(({ text, place }) => {
    const side = DELETING[String((value as Record<string, unknown>)[text])];
    return refuses(side) ? { kind: 'notPermitted', side, place } : [];
  });
}
