import type { Effects } from '../../effects.ts'
import type { ExitCode } from '../exit.ts'

/** One option of a command, as data: help, completion, docs and parsing are derived from it. */
export interface CommandOption {
  /** As commander writes it: `--from <time>`, `--complete`, `-o, --output <file>`. */
  readonly flags: string
  readonly description: string
  readonly choices?: readonly string[]
  /** May be given several times. */
  readonly repeat?: boolean
  readonly group?: 'Input' | 'Filtering' | 'Output' | 'Advanced'
  readonly env?: string
}

export interface CommandArgument {
  readonly name: string
  readonly description: string
  readonly variadic?: boolean
  readonly optional?: boolean
}

export type OptionValues = Readonly<
  Record<string, string | readonly string[] | boolean | undefined>
>

export interface CommandInput {
  readonly args: readonly string[]
  readonly options: OptionValues
}

/** A verb of the command line: one file, one object. */
export interface Command {
  readonly name: string
  readonly group: 'Gather' | 'Reason' | 'Act' | 'Show'
  readonly summary: string
  readonly description: string
  readonly args?: readonly CommandArgument[]
  readonly options: readonly CommandOption[]
  readonly examples: readonly { readonly line: string; readonly why: string }[]
  readonly subcommands?: readonly Command[]
  /** Options that are not known are left to `run`, which can say better what was meant. */
  readonly anyOption?: boolean
  readonly run: (input: CommandInput, effects: Effects) => Promise<ExitCode>
}

/** Options that every command has. */
export const commonOptions = [
  {
    flags: '--workspace <dir>',
    description: 'where the lake and the snapshots are (default: .wholetrail)',
    env: 'WHOLETRAIL_WORKSPACE',
    group: 'Input',
  },
  {
    flags: '--json',
    description: 'one JSON document on stdout; the same as --format json',
    group: 'Output',
  },
  { flags: '-o, --output <file>', description: 'write the result to a file', group: 'Output' },
  { flags: '--force', description: 'let --output overwrite a file', group: 'Output' },
  {
    flags: '--color <when>',
    description: 'colour the result',
    choices: ['auto', 'always', 'never'],
    group: 'Output',
  },
  { flags: '-q, --quiet', description: 'no progress and no narration on stderr', group: 'Output' },
  { flags: '--debug', description: 'show the stack of an error', group: 'Advanced' },
] as const satisfies readonly CommandOption[]

/** The name under which commander hands over an option: `--dry-run` is `dryRun`. */
export const optionKey = (option: CommandOption): string => {
  const long = /--([a-z0-9-]+)/.exec(option.flags)?.[1] ?? option.flags
  return long.replace(/-([a-z0-9])/g, (_, c: string) => c.toUpperCase())
}
