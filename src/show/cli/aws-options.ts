import type { CommandOption } from './command.ts'

/** How AWS is reached, in every verb that asks it. */
export const awsOptions = [
  { flags: '--profile <name>', description: 'AWS profile', group: 'Input' },
  {
    flags: '--role <name>',
    description: 'the role to assume in other accounts (default: WholetrailReadOnly)',
    group: 'Input',
  },
  {
    flags: '--external-id <id>',
    description: 'the external id that the role asks for',
    group: 'Input',
  },
  {
    flags: '--endpoint-url <url>',
    description: 'another endpoint than that of AWS',
    group: 'Input',
  },
] as const satisfies readonly CommandOption[]
