import { tableFormats } from '../format/table.ts'
import { dimensions } from '../price/groups.ts'
import type { CommandOption } from './command.ts'

export const priceOptions = [
  {
    flags: '--propose <file>',
    description:
      'replay the stored events through the selectors of a file: AWS JSON (GetEventSelectors, PutEventSelectors, {"Trails": [...], "Remove": [...]}), CloudFormation or Terraform',
    group: 'Input',
  },
  {
    flags: '--in <account/region>',
    description: 'with --propose: where a new trail would be made, as 111122223333/eu-west-1',
    group: 'Input',
  },
  {
    flags: '--parameter <name=value>',
    description: 'with --propose: a parameter or variable of the template',
    repeat: true,
    group: 'Input',
  },
  {
    flags: '--optimise',
    description:
      'search for the cheapest selectors that still record what must be recorded, leaving out measured noise only; nothing is changed',
    group: 'Input',
  },
  {
    flags: '--goal <file>',
    description:
      'with --optimise: what must always be recorded and what may be given up, YAML or JSON (see above)',
    group: 'Input',
  },
  {
    flags: '--least-saving <usd>',
    description:
      'with --optimise: what is lost for less a month is kept; what others record as well goes from 1 cent (default 1)',
    group: 'Input',
  },
  {
    flags: '--selectors',
    description: 'with --optimise: print the selectors alone, as --propose reads them',
    group: 'Output',
  },
  {
    flags: '--volume <class=n/month>',
    description:
      'events of a class that happen in a month, recorded or not, where you know better (of trails that record a part of them the cost is a range): data=40M/month, data-read:arn:aws:s3:::payroll=2M/day, management-read@111122223333/eu-west-1=900k/month',
    repeat: true,
    group: 'Input',
  },
  {
    flags: '--access-logs <dir>',
    description:
      'folder of S3 server access logs, counted by bucket and operation: data events that nothing records yet, at least so many',
    repeat: true,
    group: 'Input',
  },
  {
    flags: '--from <time>',
    description:
      'start of the events that are counted (ISO-8601, or 7d; default: the last 30 days that have events)',
    group: 'Filtering',
  },
  {
    flags: '--to <time>',
    description: 'end of the events that are counted (default: the last settled event)',
    group: 'Filtering',
  },
  {
    flags: '--by <dimension>',
    description: 'sums by this (default: item, account, trail)',
    choices: dimensions,
    repeat: true,
    group: 'Output',
  },
  {
    flags: '--top <n>',
    description:
      'rows of each table and lines to show (default 10, and every line in csv, jsonl and markdown)',
    group: 'Output',
  },
  {
    flags: '--format <format>',
    description: 'how to print; csv, jsonl and markdown list every line of the bill',
    choices: tableFormats,
    group: 'Output',
  },
] as const satisfies readonly CommandOption[]
