import { tableFormats } from '../format/table.ts'
import { awsOptions } from './aws-options.ts'
import type { CommandOption } from './command.ts'

export const verifyOptions = [
  {
    flags: '--keys <path>',
    description:
      'file or folder with public keys: an answer of ListPublicKeys as JSON, PEM or DER; asked of AWS where absent',
    repeat: true,
    group: 'Input',
  },
  {
    flags: '--offline',
    description: 'ask AWS nothing: folders, and keys from --keys or the workspace',
    group: 'Input',
  },
  {
    flags: '--metadata <file>',
    description:
      'user metadata of the objects of a copy, one JSON object a line: {"bucket", "key", "metadata"} (default: what lies beside the copy)',
    repeat: true,
    group: 'Input',
  },
  ...awsOptions,
  {
    flags: '--trail <name>',
    description: 'only this trail, by its exact name or ARN',
    repeat: true,
    group: 'Filtering',
  },
  {
    flags: '--account <id>',
    description: 'only digests of this account',
    repeat: true,
    group: 'Filtering',
  },
  {
    flags: '--region <name>',
    description: 'only digests of this region',
    repeat: true,
    group: 'Filtering',
  },
  {
    flags: '--from <time>',
    description: 'delivered from this time on (ISO-8601, or 30d; default: the first digest)',
    group: 'Filtering',
  },
  {
    flags: '--to <time>',
    description: 'delivered before this time (default: now; for a copy the newest time in it)',
    group: 'Filtering',
  },
  {
    flags: '--fresh',
    description: 'read everything again, whatever is remembered of objects that did not change',
    group: 'Advanced',
  },
  {
    flags: '--concurrency <n>',
    description: 'how many objects are read at once',
    group: 'Advanced',
  },
  {
    flags: '--max-object-bytes <n>',
    description: 'largest log file, uncompressed (default 50 MB, as AWS has)',
    group: 'Advanced',
  },
  {
    flags: '--format <format>',
    description: 'how to print; csv, jsonl and markdown list every slot',
    choices: tableFormats,
    group: 'Output',
  },
] as const satisfies readonly CommandOption[]
