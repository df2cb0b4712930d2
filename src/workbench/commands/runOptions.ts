import { ERROR_CODES } from '../../engine/errors.ts';
import type { ErrorCode } from '../../engine/model.ts';

/** How a program calls `albumSync.preview` and `albumSync.sync`; a person calls them with nothing. */
export interface RunOptions {
  /** Without it no dialog is shown, and what needs a confirmation ends in the report with its code. */
  readonly interactive: boolean;
  /** One workspace folder, by its URI, its path or its name; all of them when missing. */
  readonly folder?: string | undefined;
  /** Stops that were looked at and confirmed before. */
  readonly confirmed: readonly ErrorCode[];
  /** Whether the report lists the items that are in step too. */
  readonly all: boolean;
}

/** Reads what a command was called with. Menus pass things of their own, which mean nothing here. */
export function runOptions(argument: unknown): RunOptions {
  const { interactive, folder, confirmed, all } = (
    typeof argument === 'object' && argument !== null ? argument : {}
  ) as Record<string, unknown>;
  return {
    interactive: interactive !== false,
    folder: typeof folder === 'string' ? folder : undefined,
    confirmed: Array.isArray(confirmed) ? ERROR_CODES.filter((code) => confirmed.includes(code)) : [],
    all: all === true,
  };
}
