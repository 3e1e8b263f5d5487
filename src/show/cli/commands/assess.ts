import { relative } from 'node:path'
import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import { checkGroups, findingStatuses, severities } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { compare } from '../../../reason/assess/baseline.ts'
import { accountsOf } from '../../../reason/assess/places.ts'
import { type Assessment, type FailOn, failOnLevels } from '../../assess/assessment.ts'
import { checksTable, checksText, checkText } from '../../assess/check-list.ts'
import { exitOf } from '../../assess/exit.ts'
import { type AssessFormat, assessFormatNames, assessFormats } from '../../assess/formats.ts'
import { reachOf } from '../../assess/reach.ts'
import { isSelected, selectChecks, withStatus, worksEverywhere } from '../../assess/selection.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { renderTable, type TableFormat, tableFormats } from '../../format/table.ts'
import { readBaseline, readLakeFacts, snapshotToAssess } from '../assess-inputs.ts'
import { expectationsOf, selectionOf } from '../assess-options.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { colourOf, flag, text, texts } from '../read-options.ts'

/** A filter that names what the snapshot does not have would print a clean answer about nothing. */
const refuseStrangers = (
  wanted: readonly string[] | undefined,
  there: ReadonlySet<string>,
  what: string,
): void => {
  const strange = wanted?.find((value) => !there.has(value))
  if (strange !== undefined)
    throw new WholetrailError('usage', `the snapshot does not speak of the ${what} ${strange}`, {
      hint: `it speaks of: ${[...there].sort().slice(0, 20).join(', ')}`,
    })
}

const regionsOf = (snapshot: Snapshot): ReadonlySet<string> =>
  new Set([
    'global',
    ...snapshot.regions.flatMap((r) =>
      isKnown(r.regions) ? r.regions.known.map((region) => region.name) : [],
    ),
    ...snapshot.trailsListed.map((t) => t.region),
    ...snapshot.trails.map((t) => t.homeRegion),
  ])

/** The checks themselves, for `--list`. */
const listChecks = async (options: OptionValues, effects: Effects): Promise<ExitCode> => {
  const { checks } = await import('../../../reason/assess/checks/list.ts')
  const selection = selectionOf(options, checks)
  const listed = selectChecks(checks, selection)
  const format = formatOf<TableFormat>(options, 'table', tableFormats)
  const { columns } = effects.terminal
  const one = selection.checks !== undefined && format === 'table'
  await emit(
    one
      ? listed.map((c) => checkText(c, styleFor(effects, colourOf(options)), columns)).join('\n\n')
      : format === 'table'
        ? checksText(listed, styleFor(effects, colourOf(options)), columns)
        : renderTable(checksTable(listed), format),
    options,
    effects,
  )
  return 0
}

const runChecks = async (options: OptionValues, effects: Effects): Promise<ExitCode> => {
  const format = formatOf<AssessFormat>(options, 'table', assessFormatNames)
  const failOn = (text(options, 'failOn') ?? 'low') as FailOn
  const [{ checks: every }, { assess, worldOf }] = await Promise.all([
    import('../../../reason/assess/checks/list.ts'),
    import('../../../reason/assess/run.ts'),
  ])
  const selection = selectionOf(options, every)
  const expectations = expectationsOf(options)
  const baseline = await readBaseline(options, effects)
  const { file, snapshot, onlyInOlder } = await snapshotToAssess(options, effects)
  const checks = selectChecks(every, selection)
  const lake = await readLakeFacts(options, effects, {
    roles: checks.some((c) => c.needsRoleSessions),
    keys: checks.some((c) => c.needsKeyUse),
  })
  const world = worldOf(snapshot, snapshot.collectedAt, expectations, lake)
  const accounts = new Map(accountsOf(world).map((view) => [view.account, view.name]))
  refuseStrangers(selection.accounts, new Set(accounts.keys()), 'account')
  refuseStrangers(selection.regions, regionsOf(snapshot), 'region')
  const wanted = isSelected(selection, worksEverywhere(snapshot))
  const said = assess(world, checks)
  const findings = said.filter(wanted)
  const statuses = texts(options, 'show')
  const { shows, render } = assessFormats[format]
  const assessment: Assessment = {
    file: relative(effects.cwd, file) || file,
    collectedAt: snapshot.collectedAt,
    generatedAt: effects.now(),
    accounts,
    organization: isKnown(snapshot.organization) ? snapshot.organization.known?.id : undefined,
    reach: reachOf(world, onlyInOlder, selection.accounts),
    checks,
    findings,
    leftOut: said.filter((f) => f.status === 'fail' && !wanted(f)).length,
    severities: selection.severities,
    shown: withStatus(
      findings,
      statuses === undefined
        ? shows
        : findingStatuses.filter((s) => statuses.includes('all') || statuses.includes(s)),
    ),
    comparison: baseline === undefined ? undefined : compare(findings, baseline.filter(wanted)),
    failOn,
    all: flag(options, 'all'),
    summaryOnly: flag(options, 'summary'),
    again: ['snapshot', 'workspace'].flatMap((name) => {
      const value = text(options, name)
      return value === undefined ? [] : [`--${name}`, value]
    }),
  }
  await emit(
    render(assessment, {
      style: styleFor(effects, colourOf(options)),
      columns: effects.terminal.columns,
      inputs: {
        expectations,
        lake: lake !== undefined,
        baseline: text(options, 'baseline') ?? null,
      },
    }),
    options,
    effects,
  )
  return exitOf(assessment)
}

export const assessCommand: Command = {
  name: 'assess',
  group: 'Reason',
  summary: 'find what is wrong with the set-up of the audit log',
  description:
    'Judges a snapshot of the configuration: who is recorded and who is not, what is recorded twice, which data events are missed, whether logs are kept whole and private, what is orphaned, who would notice a change, whose roles are opaque. Each check says pass, fail or unknown; what could not be read is never a pass and never a fail. Without --snapshot it judges the newest one of the workspace, as of the time at which it was collected; where a lake exists, what the logs show is heard as well. Exit code 1 when a check failed at or above --fail-on (with --baseline: one that the baseline does not have), 3 when none did but an answer that matters stayed unknown. docs/checks has a page for each check; --list --check ID prints the same.',
  options: [
    {
      flags: '--snapshot <name>',
      description: 'the snapshot to judge, a file or a name in the workspace (default: its newest)',
      group: 'Input',
    },
    {
      flags: '--baseline <file>',
      description: 'an earlier assess --json: only failures that it does not have count',
      group: 'Input',
    },
    {
      flags: '--retention-days <days>',
      description: 'how long logs must be kept (default 365)',
      group: 'Input',
    },
    {
      flags: '--trusted-account <id>',
      description: 'an account outside the organisation that may read the logs',
      repeat: true,
      group: 'Input',
    },
    { flags: '--check <id>', description: 'only this check', repeat: true, group: 'Filtering' },
    {
      flags: '--group <group>',
      description: 'only checks of this group',
      choices: checkGroups,
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--account <id>',
      description: 'only findings in this account',
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--region <region>',
      description:
        'only findings that concern this region: those of all regions too; global for these alone',
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--severity <severity>',
      description: 'only findings of this severity',
      choices: severities,
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--show <status>',
      description: 'print findings of this status (default: fail and unknown; for machines all)',
      choices: [...findingStatuses, 'all'],
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--fail-on <severity>',
      description: 'the least severity that matters for the exit code (default: low)',
      choices: failOnLevels,
      group: 'Output',
    },
    {
      flags: '--format <format>',
      description: 'how to print',
      choices: assessFormatNames,
      group: 'Output',
    },
    { flags: '--all', description: 'print every resource, not the first few', group: 'Output' },
    {
      flags: '--summary',
      description: 'print the counts and one line for each check that failed',
      group: 'Output',
    },
    {
      flags: '--list',
      description: 'print the checks themselves; with --check, all about one',
      group: 'Output',
    },
  ],
  examples: [
    { line: 'wholetrail assess', why: 'what is wrong, worst first' },
    {
      line: 'wholetrail assess --baseline baseline.json --fail-on high',
      why: 'in a pipeline: fail only on what is new and serious',
    },
    {
      line: 'wholetrail assess --format sarif -o assess.sarif',
      why: 'for code scanning; html, ocsf, csv and markdown go the same way',
    },
    {
      line: 'wholetrail assess --list --check trail-not-logging',
      why: 'why a check matters, and what it is judged by',
    },
  ],
  run: ({ options }, effects) =>
    flag(options, 'list') ? listChecks(options, effects) : runChecks(options, effects),
}
