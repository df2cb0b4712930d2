import { Ajv } from 'ajv';
import type { Options, ValidateFunction } from 'ajv';
import { ENGLISH_MANIFEST } from './englishManifest.ts';

// The built programs have this module compiled: what it has read and made is in them as code, without package.json and
// without Ajv, which took a fifth of the start of the command line (scripts/build/compiledSettings.mjs).

/** The schema of one setting, as the editor has it. */
export interface SettingSchema {
  readonly default: unknown;
}

/**
 * The schemas by the full names of the settings. They are those of the manifest: the editor and the command line check
 * with the same words.
 */
export const SETTING_SCHEMAS: Readonly<Record<string, SettingSchema>> = Object.assign(
  {},
  ...ENGLISH_MANIFEST.contributes.configuration.map((group) => group.properties),
) as Record<string, SettingSchema>;

/** The editor's own keywords (scope, order, markdownDescription, …) are no concern of the validator. */
export const VALIDATOR_OPTIONS: Options = { strict: false, allowUnionTypes: true };

const validators = new Map<string, ValidateFunction>();

/** What tries a value of a setting; afterwards it has in `errors` what is wrong. */
export function validatorOf(key: string): ValidateFunction | undefined {
  const known = validators.get(key);
  const schema = SETTING_SCHEMAS[key];
  if (known || !schema) return known;
  const validate = new Ajv(VALIDATOR_OPTIONS).compile(schema);
  validators.set(key, validate);
  return validate;
}
