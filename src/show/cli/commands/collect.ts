import type { Effects } from '../../../effects.ts'
import type { CollectOptions, CollectReport } from '../../../model/collect.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { UnknownReason } from '../../../model/observed.ts'
import { collectPart } from '../../collect-part.ts'
import { collectText } from '../../collect-text.ts'
import type { ExitCode } from '../../exit.ts'
import { jsonDocument } from '../../json.ts'
import { collectDiff } from '../collect-diff.ts'
import { collectLine } from '../collect-line.ts'
import { collectOptions, policyForms } from '../collect-options.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf, say } from '../emit.ts'
import { progressLine } from '../progress.ts'
import {
  accounts,
  endpointUrl,
  flag,
  text,
  texts,
  wholeNumber,
  workspaceOf,
} from '../read-options.ts'

const atLeastOne = (options: OptionValues, key: string, name: string): number | undefined => {
  const value = wholeNumber(options, key)
  if (value !== 0) return value
  throw new WholetrailError('usage', `${name} must be at least 1`)
}

const optionsOf = (options: OptionValues, effects: Effects): CollectOptions => {
  const given = {
    profile: text(options, 'profile'),
    endpointUrl: endpointUrl(options),
    accounts: accounts(options),
    regions: texts(options, 'region'),
    role: text(options, 'role'),
    externalId: text(options, 'externalId'),
    concurrency: atLeastOne(options, 'concurrency', '--concurrency'),
    maxAttempts: atLeastOne(options, 'maxAttempts', '--max-attempts'),
  }
  const present = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  return {
    workspace: workspaceOf(options, effects),
    org: flag(options, 'org'),
    history: options.history !== false,
    fresh: flag(options, 'fresh'),
    ...(flag(options, 'costExplorer') ? { costExplorer: true } : {}),
    ...present,
  }
}

/** What another permission or another try would tell. */
const MISSING: ReadonlySet<UnknownReason> = new Set(['access-denied', 'throttled-out', 'error'])

const exitCode = ({ unknown, failed }: CollectReport): ExitCode =>
  failed.length > 0 || unknown.some(({ reason }) => MISSING.has(reason)) ? 3 : 0

const printPolicy = async (
  wanted: string | true,
  options: OptionValues,
  effects: Effects,
): Promise<ExitCode> => {
  const form = policyForms.find((f) => f === (wanted === true ? 'json' : wanted))
  if (form === undefined)
    throw new WholetrailError('usage', `no such form of the policy: ${wanted}`, {
      hint: `one of: ${policyForms.join(', ')}`,
    })
  const [{ policyText }, { policyAdvice }] = await Promise.all([
    import('../../../gather/collect/policy/list.ts'),
    import('../../../gather/collect/policy/caller.ts'),
  ])
  await emit(policyText(form), options, effects)
  if (form === 'json') for (const line of policyAdvice(form)) say(line, options, effects)
  return 0
}

export const collectCommand: Command = {
  name: 'collect',
  group: 'Gather',
  summary: 'read the set-up of trails, buckets, keys and roles into one snapshot',
  description: `Reads the set-up of one account, of those named, or of a whole organisation through the AWS
API, in every enabled region, with calls that only read, into one file in snapshots/ of the
workspace. What AWS does not answer is kept as unknown, with the reason. Credentials come from the
environment, a profile or the SDK's chain, never from the command line. Interrupted, it goes on
where it stopped when the same command is run again within a day. Exit code 3 when an account was
not entered, or when refusals, throttling or errors left something unknown.`,
  options: collectOptions,
  examples: [
    { line: 'wholetrail collect', why: 'the account of the credentials at hand' },
    {
      line: 'wholetrail collect --org --role WholetrailReadOnly',
      why: 'every account of the organisation, from its management account or a delegated administrator',
    },
    {
      line: 'wholetrail collect --policy stackset > members.yaml',
      why: 'the role that this takes, for all members',
    },
    {
      line: 'wholetrail collect --diff 2026-03-01T06-00-00Z 2026-03-08T06-00-00Z',
      why: 'what changed in what is recorded in between',
    },
  ],
  run: async ({ options }, effects) => {
    const { policy } = options
    if (policy === true || typeof policy === 'string') return printPolicy(policy, options, effects)
    const diff = texts(options, 'diff')
    if (diff !== undefined) return collectDiff(diff, options, effects)
    const format = formatOf(options, 'table', ['table', 'json'])
    const request = optionsOf(options, effects)
    const { collect } = await import('../../../gather/collect/collect.ts')
    const started = effects.now()
    const progress = progressLine(effects, flag(options, 'quiet'))
    const report = await collect(request, effects, (p) =>
      progress.show(collectLine(p, effects.now() - started)),
    ).finally(progress.end)
    const { workspace, fresh: _, externalId: __, ...inputs } = request
    const document = () =>
      jsonDocument(
        {
          verb: 'collect',
          generatedAt: effects.now(),
          window: null,
          inputs: { workspace, ...inputs },
        },
        collectPart(report),
      )
    const result =
      format === 'json'
        ? document()
        : flag(options, 'quiet')
          ? report.file
          : collectText(report, effects.terminal.columns)
    await emit(result, options, effects)
    return exitCode(report)
  },
}
