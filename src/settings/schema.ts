import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { ENGLISH_MANIFEST } from './englishManifest.ts';
import { PREFIX } from './settings.ts';
import type { RawSettings } from './settings.ts';

/** The schema of one setting, as the editor has it. */
interface SettingSchema {
  readonly default: unknown;
  readonly patternErrorMessage?: string;
}

/** The one schema of the settings is that of the manifest: the editor and the command line check with the same words. */
const SCHEMAS: Readonly<Record<string, SettingSchema>> = Object.assign(
  {},
  ...ENGLISH_MANIFEST.contributes.configuration.map((group) => group.properties),
) as Record<string, SettingSchema>;

/** The names of all settings, without the prefix. */
export const SETTING_NAMES: readonly string[] = Object.keys(SCHEMAS).map((key) => key.slice(PREFIX.length));

/** The value that a setting has when nobody set it. */
export function defaultOf(name: string): unknown {
  return SCHEMAS[PREFIX + name]?.default;
}

/** What is wrong with a value, in words that can follow the setting's name; undefined when nothing is. */
export function schemaFault(name: string, value: unknown): string | undefined {
  const schema = SCHEMAS[PREFIX + name];
  if (!schema) return 'there is no such setting';
  const validate = validatorOf(name, schema);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return error ? inWords(error, schema, value) : 'the value cannot be used';
}

/** The raw values with the default of every setting that nobody set. */
export function withDefaults(raw: RawSettings): Record<string, unknown> {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, raw[name] === undefined ? defaultOf(name) : raw[name]]));
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(name: string, schema: SettingSchema): ValidateFunction {
  const known = validators.get(name);
  if (known) return known;
  // The editor's own keywords (scope, order, markdownDescription, …) are no concern of the validator.
  const validate = new Ajv({ strict: false, allowUnionTypes: true }).compile(schema);
  validators.set(name, validate);
  return validate;
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
