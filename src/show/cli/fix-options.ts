import { forms } from '../../act/fix/formats/form.ts'
import { protocolOf } from '../../act/fix/parts/topic.ts'
import { WholetrailError } from '../../model/error.ts'
import { type Finding, remedyIds } from '../../model/finding.ts'
import type { ChoiceId } from '../../model/plan.ts'
import type { Check } from '../../reason/assess/check.ts'
import { near } from './assess-options.ts'
import type { CommandOption, OptionValues } from './command.ts'
import { optionKey } from './command.ts'
import { text } from './read-options.ts'

/** What somebody may say of each choice of a plan. */
const choiceOptions = {
  'home-region': {
    flags: '--home-region <region>',
    description: 'where the organisation trail is at home',
  },
  'log-archive-account': {
    flags: '--log-archive-account <id>',
    description: 'the account that keeps the logs',
  },
  'log-bucket': { flags: '--log-bucket <name>', description: 'the bucket that keeps the logs' },
  'trail-name': { flags: '--trail-name <name>', description: 'the name of a new trail' },
  'key-alias': { flags: '--key-alias <alias>', description: 'the alias of a new key' },
  notify: {
    flags: '--notify <address>',
    description:
      'who is told of alarms: a mail or https address, the ARN of an SQS queue or a Lambda function',
  },
  'retention-days': {
    flags: '--retention-days <days>',
    description: 'how long logs must be kept (default 365; less closes no finding of retention)',
  },
  'guard-exception': {
    flags: '--guard-exception <role>',
    description: 'the role that may still change the trail: its name or its ARN',
  },
} as const satisfies Record<ChoiceId, Pick<CommandOption, 'flags' | 'description'>>

export const fixOptions: readonly CommandOption[] = [
  {
    flags: '--as <form>',
    description: 'the form of the code (default: cloudformation)',
    choices: forms,
    group: 'Output',
  },
  {
    flags: '--out <dir>',
    description: 'write the plan and its files into this folder',
    group: 'Output',
  },
  { flags: '--plan', description: 'the plan alone, without files', group: 'Output' },
  {
    flags: '--only <id>',
    description: 'only findings of this check or remedy, or this one finding (its fingerprint)',
    repeat: true,
    group: 'Filtering',
  },
  {
    flags: '--snapshot <name>',
    description: 'the snapshot to fix, a file or a name in the workspace (default: its newest)',
    group: 'Input',
  },
  {
    flags: '--trusted-account <id>',
    description: 'an account outside the organisation that may read the logs',
    repeat: true,
    group: 'Input',
  },
  ...Object.values(choiceOptions).map((o) => ({ ...o, group: 'Input' as const })),
]

const patterns: Partial<Record<ChoiceId, readonly [RegExp, string]>> = {
  'home-region': [/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, such as eu-west-1'],
  'log-archive-account': [/^\d{12}$/, 'an account id of twelve digits'],
  'log-bucket': [/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'],
  'trail-name': [/^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/, 'the name of a trail'],
  'key-alias': [/^(alias\/)?[A-Za-z0-9/_-]{1,250}$/, 'an alias'],
  'guard-exception': [
    /^(arn:[^\s:]+:iam::\d{12}:role\/)?[\w+=,.@/*-]+$/,
    'the name or ARN of a role',
  ],
}

/** What somebody said. Throws `usage` for what can be no such name. */
export const choicesGiven = (options: OptionValues): Readonly<Partial<Record<ChoiceId, string>>> =>
  Object.fromEntries(
    Object.entries(choiceOptions).flatMap(([id, option]) => {
      const value = text(options, optionKey({ ...option }))
      if (value === undefined) return []
      const [pattern, what] = patterns[id as ChoiceId] ?? []
      if (id === 'notify' && protocolOf(value) === undefined)
        throw new WholetrailError(
          'usage',
          `--notify takes a mail address, an https address, or the ARN of a queue or a function, not ${value}`,
        )
      if (pattern !== undefined && !pattern.test(value))
        throw new WholetrailError('usage', `--${id} takes ${what}, not ${value}`)
      return [[id, id === 'key-alias' ? `alias/${value.replace(/^alias\//, '')}` : value] as const]
    }),
  )

/** Whether a name may be one of what can be fixed; a fingerprint begins with its check. */
export const mayBeMeant = (id: string, checks: readonly Check[]): boolean =>
  remedyIds.some((remedy) => remedy === id) ||
  checks.some((c) => c.id === id || id.startsWith(`${c.id}/`))

/** A name of nothing: a typing error must not read as nothing to do. */
export const notFound = (id: string, checks: readonly Check[]): WholetrailError => {
  const like = near(id, [...remedyIds, ...checks.map((c) => c.id)])
  return new WholetrailError('usage', `no such check, remedy or finding: ${id}`, {
    hint: `${like.length === 0 ? `remedies: ${remedyIds.join(', ')}` : `did you mean ${like.join(', ')}?`}; \`wholetrail assess --list\` prints the checks`,
  })
}

/**
 * Which findings are to be closed: by check, remedy or fingerprint. Throws `usage` for what is none of them: a typing
 * error must not read as nothing to do.
 */
export const wantedOf = (
  only: readonly string[],
  checks: readonly Check[],
  found: readonly Finding[],
): ((finding: Finding) => boolean) | undefined => {
  if (only.length === 0) return undefined
  const known = new Set<string>([
    ...remedyIds,
    ...checks.map((c) => c.id),
    ...found.map((f) => f.fingerprint),
  ])
  const strange = only.find((id) => !known.has(id))
  if (strange !== undefined) throw notFound(strange, checks)
  const wanted = new Set(only)
  return (f) =>
    wanted.has(f.check) ||
    wanted.has(f.fingerprint) ||
    (f.remedy !== undefined && wanted.has(f.remedy))
}
