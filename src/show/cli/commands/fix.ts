import { relative, resolve } from 'node:path'
import type { Form } from '../../../act/fix/formats/form.ts'
import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { ChoiceId, Plan, PlanCost, Step } from '../../../model/plan.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Check } from '../../../reason/assess/check.ts'
import { DEFAULT_EXPECTATIONS, type Expectations } from '../../../reason/assess/expectations.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { jsonDocument } from '../../json.ts'
import { readLakeFacts, snapshotToAssess } from '../assess-inputs.ts'
import { expectationsOf } from '../assess-options.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf, say } from '../emit.ts'
import { choicesGiven, fixOptions, mayBeMeant, notFound, wantedOf } from '../fix-options.ts'
import { openSources } from '../open-sources.ts'
import { colourOf, flag, text, texts } from '../read-options.ts'
import { replaceableIn, writeFolder } from '../write-folder.ts'

/** What the trails of the plan cost, where events were ingested. */
const costOfTrails = async (
  steps: readonly Step[],
  options: OptionValues,
  effects: Effects,
): Promise<PlanCost | undefined> => {
  const sources = await openSources(options, effects).catch((error: unknown) => {
    if (error instanceof WholetrailError && error.code === 'lake-missing') return undefined
    throw error
  })
  if (sources === undefined) return undefined
  try {
    const { costOf } = await import('../../fix/cost.ts')
    return (await costOf(sources.query, sources.evidence, steps)) ?? undefined
  } finally {
    await sources.close()
  }
}

/** What the plan costs: its trails, and what it makes besides. */
const costFor = async (
  steps: readonly Step[],
  options: OptionValues,
  effects: Effects,
): Promise<PlanCost | null> => {
  const { planCost } = await import('../../fix/made.ts')
  const desired = steps.flatMap((s) => s.desired)
  const hasTrails = desired.some((d) => d.kind === 'trail' || d.kind === 'retired-trail')
  return planCost(await costOfTrails(steps, options, effects), desired, hasTrails)
}

/** What was said on the command line, read before anything is worked out: a typing error costs no seconds. */
interface Said {
  readonly only: readonly string[]
  readonly given: Readonly<Partial<Record<ChoiceId, string>>>
  readonly expectations: Expectations
  readonly checks: readonly Check[]
}

/** What is said of retention is what new buckets get. It does not lower what the checks ask for: assess says that. */
const askedOf = (options: OptionValues): Expectations => {
  const said = expectationsOf(options)
  return {
    ...said,
    retentionDays: Math.max(said.retentionDays, DEFAULT_EXPECTATIONS.retentionDays),
  }
}

const saidIn = async (args: readonly string[], options: OptionValues): Promise<Said> => {
  const only = [...args, ...(texts(options, 'only') ?? [])]
  const given = choicesGiven(options)
  const expectations = askedOf(options)
  const { checks } = await import('../../../reason/assess/checks/list.ts')
  const strange = only.find((id) => !mayBeMeant(id, checks))
  if (strange !== undefined) throw notFound(strange, checks)
  return { only, given, expectations, checks }
}

/** The plan for what was asked for: what nobody asked for is no part of it, and does not stay open in it. */
const planFor = async (
  snapshot: Snapshot,
  { only, given, expectations, checks }: Said,
  options: OptionValues,
  effects: Effects,
): Promise<Plan> => {
  const [{ assessing }, { planOf }, { remedies }] = await Promise.all([
    import('../../../act/fix/plan/assessing.ts'),
    import('../../../act/fix/plan/plan.ts'),
    import('../../../act/fix/remedies/list.ts'),
  ])
  const lake = await readLakeFacts(options, effects, {
    roles: checks.some((c) => c.needsRoleSessions),
    keys: checks.some((c) => c.needsKeyUse),
  })
  const now = snapshot.collectedAt
  const assessed = assessing(checks, now, expectations, lake)
  const found = only.length === 0 ? [] : assessed(snapshot)
  const wanted = wantedOf(only, checks, found)
  const plan = planOf({
    ...{ snapshot, now, remedies, assess: assessed, given },
    ...(wanted === undefined ? {} : { wanted }),
  })
  const asked = wanted && new Set(found.filter(wanted).map((f) => f.fingerprint))
  return {
    ...plan,
    cannot: plan.cannot.filter((c) => c.isNew || (asked?.has(c.fingerprint) ?? true)),
    cost: await costFor(plan.steps, options, effects),
  }
}

const run = async (
  args: readonly string[],
  options: OptionValues,
  effects: Effects,
): Promise<ExitCode> => {
  const format = formatOf(options, 'table', ['table', 'json'] as const)
  const form = (text(options, 'as') ?? 'cloudformation') as Form
  const out = text(options, 'out')
  if (flag(options, 'plan') && out !== undefined)
    throw new WholetrailError('usage', '--plan writes no files, and --out asks for them')
  const said = await saidIn(args, options)
  const folder = out === undefined ? undefined : resolve(effects.cwd, out)
  if (folder !== undefined) await replaceableIn(folder, flag(options, 'force'))
  const { file, snapshot } = await snapshotToAssess(options, effects)
  const plan = await planFor(snapshot, said, options, effects)
  const [{ writtenSteps }, { planFiles }] = await Promise.all([
    import('../../../act/fix/formats/written.ts'),
    import('../../fix/files.ts'),
  ])
  const written = writtenSteps(plan.steps, form)
  const files = flag(options, 'plan') ? [] : planFiles(plan, written)
  if (folder !== undefined) {
    const left = await writeFolder(folder, files, flag(options, 'force'))
    say(`${files.length} files in ${out}: begin with README.md`, options, effects)
    for (const path of left)
      say(`${relative(effects.cwd, path)} stays: others put files into it`, options, effects)
  }
  if (format === 'json') {
    const { fixPart } = await import('../../fix/document.ts')
    const inputs = { snapshot: relative(effects.cwd, file) || file, only: said.only }
    const envelope = { verb: 'fix', generatedAt: effects.now(), window: null, inputs }
    await emit(jsonDocument(envelope, fixPart(plan, form, written, files)), options, effects)
  } else {
    const { planText } = await import('../../fix/text.ts')
    const { nextAfter } = await import('../../fix/next.ts')
    const style = styleFor(effects, colourOf(options))
    const workspace = text(options, 'workspace')
    const from = text(options, 'snapshot')
    const more = [
      ...(from === undefined ? [] : ['--snapshot', from]),
      ...(texts(options, 'trustedAccount') ?? []).flatMap((id) => ['--trusted-account', id]),
    ]
    const next = nextAfter(plan, written, { form, only: said.only, out, workspace, more })
    const screen = { style, columns: effects.terminal.columns, form, next, out }
    await emit(planText(plan, written, screen), options, effects)
  }
  return plan.cannot.length === 0 ? 0 : 3
}

export const fixCommand: Command = {
  name: 'fix',
  group: 'Act',
  summary: 'plan what closes the findings, and write the code for it',
  description: `Turns the findings of assess into a plan and into code for this organisation: CloudFormation, Terraform, or
numbered steps with the command of each (--as console). The plan comes first: the steps in their order,
which findings each closes (the checks themselves say so of the snapshot as it would be), what it costs,
the risks, and what it cannot do. With --out it writes a folder for each step, and a README.md with the
order and the proof that must be seen before the next step. What a form cannot say is written in another
one, and it is said why. Names and addresses that nobody said are taken from what is there, or asked for.
Nothing in AWS is changed: the commands are for a person to run. What exists is adopted (imported), and
what stands in it is kept; what was not read is left alone.
With --out the screen has the order alone; --force replaces an earlier plan in that folder, and nothing else.
Exit code 0 when the plan closes everything that was found (with --only: everything that was asked for), 3 when
something of it stays open or is not known.`,
  args: [
    {
      name: 'finding',
      description: 'a check, a remedy or a fingerprint; the same as --only',
      variadic: true,
      optional: true,
    },
  ],
  options: fixOptions,
  examples: [
    { line: 'wholetrail fix', why: 'the plan: what would be done, in which order, and why' },
    {
      line: 'wholetrail fix --as terraform --out fix --notify security@example.com',
      why: 'the plan and its files',
    },
    {
      line: 'wholetrail fix --only tamper-alerts --notify security@example.com --as console',
      why: 'one remedy, as commands to run by hand',
    },
    { line: 'wholetrail fix --plan --json', why: 'for a machine, without files' },
  ],
  run: ({ args, options }, effects) => run(args, options, effects),
}
