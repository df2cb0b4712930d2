import type { ErrorObject } from 'ajv';
import { PREFIX } from './settings.ts';
import type { RawSettings } from './settings.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import { SETTING_SCHEMAS, validatorOf } from './settingSchemas.ts';

/** The names of all settings, without the prefix. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTING_SCHEMAS).map((key) => key.slice(PREFIX.length));

/** The value that a setting has when nobody set it. */
export function defaultOf(name: string): unknown {
  return SETTING_SCHEMAS[PREFIX + name]?.default;
}

/** What is wrong with a value, in words that can follow the setting's name; undefined when nothing is. */
export function schemaFault(name: string, value: unknown): Phrase | undefined {
  const validate = validatorOf(PREFIX + name);
  if (!validate) return phrase`there is no such setting`;
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return error ? inWords(error, name, value) : phrase`the value cannot be used`;
}

/** The raw values with the default of every setting that nobody set. */
export function withDefaults(raw: RawSettings): Record<string, unknown> {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, raw[name] === undefined ? defaultOf(name) : raw[name]]));
}

function inWords(error: ErrorObject, name: string, value: unknown): Phrase {
  const fault = faultOf(error, name, show(value));
  return error.instancePath === '' ? fault : phrase`at ${error.instancePath.slice(1)}: ${fault}`;
}

/** The keywords that the schemas have; another one keeps the words of the validator. */
function faultOf({ keyword, params, message }: ErrorObject, name: string, value: string): Phrase {
  const { allowedValues, additionalProperty, type, limit } = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'enum':
      return phrase`${value} is not one of ${(allowedValues as unknown[]).map(String).join(', ')}`;
    case 'pattern':
      return PATTERN_FAULTS[name]?.(value) ?? phrase`${value}: ${message ?? ''}`;
    case 'additionalProperties':
      return phrase`"${String(additionalProperty)}" is not known here`;
    case 'type':
      return phrase`${value} must be ${[type].flat().join(', ')}`;
    case 'minimum':
      return phrase`${value} must be >= ${String(limit)}`;
    case 'maximum':
      return phrase`${value} must be <= ${String(limit)}`;
    case 'minLength':
    case 'minItems':
      return phrase`${value} must not be empty`;
    case 'uniqueItems':
      return phrase`${value} must not say the same thing twice`;
    default:
      return phrase`${value}: ${message ?? ''}`;
  }
}

const PATTERN_FAULTS: Readonly<Record<string, (value: string) => Phrase>> = {
  maxDeletes: (value) => phrase`${value} is neither a number such as 20 nor a share such as "50%"`,
  since: (value) => phrase`${value} is not a date as YYYY-MM-DD`,
};

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
