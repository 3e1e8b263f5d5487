import { basename, resolve } from 'node:path'
import { type Effects, readText } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Proposal } from '../../../model/proposal.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { bucketsNamedIn } from '../../../reason/price/propose/buckets-named.ts'
import type { TemplateContext } from '../../../reason/templates/types.ts'
import { questionNeeds } from '../../price/question-needs.ts'
import { checkChanges } from '../../price/standing.ts'
import { proposePart } from '../../price/what-if-document.ts'
import { whatIfText } from '../../price/what-if-text.ts'
import type { OptionValues } from '../command.ts'
import { text, texts } from '../read-options.ts'
import type { PriceInput, PriceResult } from './mode.ts'
import { proposeNext } from './next.ts'
import { readingsOf } from './readings.ts'

/** `111122223333/eu-west-1`: where a new trail would be made. Throws `usage`. */
export const placeOf = (
  options: OptionValues,
): { readonly account?: string; readonly region?: string } => {
  const given = text(options, 'in')
  if (given === undefined) return {}
  const [, account, region] = /^(\d{12})(?:\/([a-z0-9-]+))?$/.exec(given) ?? []
  if (account === undefined)
    throw new WholetrailError('usage', `not an account and region: ${given}`, {
      hint: 'write it as 111122223333/eu-west-1',
    })
  return { account, ...(region === undefined ? {} : { region }) }
}

const parametersOf = (options: OptionValues): TemplateContext['parameters'] =>
  Object.fromEntries(
    (texts(options, 'parameter') ?? []).map((given) => {
      const i = given.indexOf('=')
      if (i > 0) return [given.slice(0, i), given.slice(i + 1)]
      throw new WholetrailError('usage', `not a parameter: ${given}`, {
        hint: 'write it as NAME=VALUE',
      })
    }),
  )

const contextOf = (options: OptionValues, snapshots: readonly Snapshot[]): TemplateContext => {
  const { account, region } = placeOf(options)
  const organization = snapshots.flatMap(({ organization: o }) =>
    isKnown(o) && o.known !== null ? [o.known.id] : [],
  )[0]
  return {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region, partition: partitionOfRegion(region) }),
    ...(organization === undefined ? {} : { organization }),
    parameters: parametersOf(options) ?? {},
  }
}

/** A file that proposes, read and known to be understood. */
export interface ProposalFile {
  readonly text: string
  readonly name: string
}

/** Stands for what snapshots tell, until they are read. */
const SOME_ORGANIZATION = 'o-0000000000'

/** The file that proposes, before anything is opened. Throws `not-found`, and what reading it throws. */
export const proposalFileOf = async (
  options: OptionValues,
  effects: Effects,
): Promise<ProposalFile> => {
  const given = text(options, 'propose') ?? ''
  const [content, { readProposal }] = await Promise.all([
    readText(resolve(effects.cwd, given)).catch((cause: unknown) => {
      throw new WholetrailError('not-found', `cannot read ${given}`, {
        hint: 'name a file of selectors: AWS JSON, CloudFormation or Terraform',
        cause,
      })
    }),
    import('../../../reason/price/propose/read.ts'),
  ])
  const file = { text: content, name: basename(given) }
  readProposal(content, file.name, { organization: SOME_ORGANIZATION, ...contextOf(options, []) })
  return file
}

/** What a file proposes. Throws what reading it throws. */
const proposalOf = async (
  file: ProposalFile,
  options: OptionValues,
  snapshots: readonly Snapshot[],
): Promise<Proposal> => {
  const { readProposal } = await import('../../../reason/price/propose/read.ts')
  return readProposal(file.text, file.name, contextOf(options, snapshots))
}

/** The stored events replayed through the selectors of a file. */
export const proposeResult = async (
  input: PriceInput,
  file: ProposalFile,
): Promise<PriceResult> => {
  const { sources, options, effects, window } = input
  const { query, evidence } = sources
  const { snapshots } = evidence
  const [{ whatIf }, { applyProposal }, proposal] = await Promise.all([
    import('../../../reason/price/propose/what-if.ts'),
    import('../../../reason/price/propose/apply.ts'),
    proposalOf(file, options, snapshots),
  ])
  const place = placeOf(options)
  const { readings, notes } = await readingsOf(options, effects, snapshots, window, 'proposal')
  const selectors = proposal.recorders.flatMap((r) => r.selectors ?? [])
  const found = await whatIf(query, evidence, proposal, {
    readings,
    place,
    needs: questionNeeds(evidence, bucketsNamedIn(selectors)),
    ...(window === undefined ? {} : { window }),
  })
  const result = { ...found, notes: [...found.notes, ...notes] }
  const { snapshots: after } = applyProposal(proposal, snapshots, place)
  const checks = checkChanges(snapshots, after, evidence.now)
  const next = proposeNext(options, result.after.total.high === null)
  return {
    verb: 'price-propose',
    window: result.before.window,
    exit: result.before.total.high === null || result.after.total.high === null ? 3 : 0,
    text: (terminal) => whatIfText(result, { ...terminal, checks, next }),
    part: () => proposePart(result, checks, next),
  }
}
