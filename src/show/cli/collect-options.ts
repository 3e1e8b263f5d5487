import type { PolicyForm } from '../../gather/collect/policy/list.ts'
import { tableFormats } from '../format/table.ts'
import { awsOptions } from './aws-options.ts'
import type { CommandOption } from './command.ts'

/** The forms in which `--policy` prints; each is written in gather/collect/policy. */
export const policyForms = [
  'json',
  'cloudformation',
  'terraform',
  'stackset',
] as const satisfies readonly PolicyForm[]

export const collectOptions = [
  {
    flags: '--org',
    description: 'every account of the organisation',
    group: 'Filtering',
  },
  {
    flags: '--account <id>',
    description: 'this account (default: the one of the credentials)',
    repeat: true,
    group: 'Filtering',
  },
  {
    flags: '--region <name>',
    description: 'this region alone; the others stay unknown (default: every enabled region)',
    repeat: true,
    group: 'Filtering',
  },
  ...awsOptions,
  {
    flags: '--history',
    description: 'look up the event history of changes, two look-ups a second (default)',
    group: 'Filtering',
  },
  {
    flags: '--no-history',
    description: 'leave it out: minutes faster, but the past stays unknown',
    group: 'Filtering',
  },
  {
    flags: '--cost-explorer',
    description:
      'ask Cost Explorer what CloudTrail and S3 billed in the last 30 days, for price; AWS charges $0.01 a request: a few in the management account, or in each account where that one is not entered',
    group: 'Filtering',
  },
  {
    flags: '--policy [form]',
    description: `print the least-privilege policy and do nothing else: ${policyForms.join(', ')}`,
    group: 'Output',
  },
  {
    flags: '--diff <snapshot...>',
    description: 'say what changed in what is recorded between two snapshots, and do nothing else',
    group: 'Output',
  },
  {
    flags: '--concurrency <n>',
    description: 'calls under way at once (default 32, at most 8 in one account)',
    group: 'Advanced',
  },
  {
    flags: '--max-attempts <n>',
    description: 'attempts of one call in all (default 6)',
    group: 'Advanced',
  },
  {
    flags: '--fresh',
    description: 'begin anew, whatever an interrupted run has read',
    group: 'Advanced',
  },
  {
    flags: '--format <format>',
    description: 'how to print',
    choices: tableFormats,
    group: 'Output',
  },
] as const satisfies readonly CommandOption[]
