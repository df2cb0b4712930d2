import type { ErrorObject } from 'ajv';
import { PREFIX } from './settings.ts';
import type { RawSettings } from './settings.ts';
import { SETTING_SCHEMAS, validatorOf } from './settingSchemas.ts';
import type { SettingSchema } from './settingSchemas.ts';

/** The names of all settings, without the prefix. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTING_SCHEMAS).map((key) => key.slice(PREFIX.length));

/** The value that a setting has when nobody set it. */
export function defaultOf(name: string): unknown {
  return SETTING_SCHEMAS[PREFIX + name]?.default;
}

/** What is wrong with a value, in words that can follow the setting's name; undefined when nothing is. */
export function schemaFault(name: string, value: unknown): string | undefined {
  const schema = SETTING_SCHEMAS[PREFIX + name];
  const validate = validatorOf(PREFIX + name);
  if (!schema || !validate) return 'there is no such setting';
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return error ? inWords(error, schema, value) : 'the value cannot be used';
}

/** The raw values with the default of every setting that nobody set. */
export function withDefaults(raw: RawSettings): Record<string, unknown> {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, raw[name] === undefined ? defaultOf(name) : raw[name]]));
}

function inWords(error: ErrorObject, schema: SettingSchema, value: unknown): string {
  const place = error.instancePath === '' ? '' : `at ${error.instancePath.slice(1)}: `;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'enum':
      return `${place}${show(value)} is not one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}`;
    case 'pattern':
      return `${place}${show(value)}: ${schema.patternErrorMessage ?? error.message ?? ''}`;
    case 'additionalProperties':
      return `"${String(params['additionalProperty'])}" is not known here`;
    default:
      return `${place}${show(value)} ${error.message ?? 'cannot be used'}`;
  }
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
