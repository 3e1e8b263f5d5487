import type { Proposal, ProposedEffect, ProposedRecorder } from '../../../model/proposal.ts'
import type { Selectors } from '../../../model/selector.ts'
import { selectorsKey } from '../../coverage/trails/selectors-key.ts'
import { selectorWarnings } from '../../selectors/warnings.ts'
import type { KnownRecorder } from './known.ts'
import { undocumentedForTrails } from './undocumented.ts'

const kindName = { trail: 'Trail', 'event-data-store': 'Event data store' } as const

const countOf = (selectors: Selectors | null): string => {
  const all = [...(selectors?.EventSelectors ?? []), ...(selectors?.AdvancedEventSelectors ?? [])]
    .length
  return all === 1 ? '1 selector' : `${all} selectors`
}

const warningsOf = (kind: KnownRecorder['kind'], selectors: Selectors | null): readonly string[] =>
  selectors === null
    ? []
    : [
        ...(kind === 'trail' ? undocumentedForTrails(selectors) : []),
        ...selectorWarnings(selectors).map((w) => w.sentence),
      ]

const says = (proposed: ProposedRecorder, before: KnownRecorder): string => {
  const switched = proposed.settings.isLogging === false ? '; it is switched off' : ''
  if (proposed.selectors === undefined)
    return `its selectors stay, its settings are those of the file${switched}`
  const had =
    before.selectors === null
      ? 'its selectors, which were not read,'
      : `its ${countOf(before.selectors)}`
  return `${had} would be replaced by the ${countOf(proposed.selectors)} of the file${switched}`
}

const isSame = (proposed: ProposedRecorder, before: KnownRecorder): boolean =>
  Object.keys(proposed.settings).length === 0 &&
  proposed.insights === undefined &&
  (proposed.selectors === undefined ||
    (before.selectors !== null &&
      selectorsKey(proposed.selectors) === selectorsKey(before.selectors)))

/** What a proposed recorder does to one that is there. */
export const replaced = (proposed: ProposedRecorder, before: KnownRecorder): ProposedEffect => {
  const kind = isSame(proposed, before) ? 'keeps' : 'replaces'
  const name = `${kindName[before.kind]} ${before.name}`
  const after = proposed.selectors ?? before.selectors
  return {
    kind,
    recorder: before.arn,
    place: proposed.place,
    sentence:
      kind === 'keeps'
        ? `${name} is there already with these selectors`
        : `${name} is there: ${says(proposed, before)}`,
    before: before.selectors,
    after,
    warnings: warningsOf(before.kind, after),
  }
}

/** What a proposed recorder adds. */
export const added = (
  proposed: ProposedRecorder,
  arn: string,
  after: Selectors,
): ProposedEffect => {
  const name = proposed.name ?? 'proposed'
  const unnamed = proposed.isNamed
    ? ''
    : '; the file does not name it, so that it cannot be one of those that are there'
  return {
    kind: 'adds',
    recorder: arn,
    place: proposed.place,
    sentence: `${kindName[proposed.kind]} ${name} would be new, with ${countOf(after)}${unnamed}`,
    before: null,
    after,
    warnings: warningsOf(proposed.kind, after),
  }
}

export const removed = (before: KnownRecorder, proposal: Proposal): ProposedEffect => ({
  kind: 'removes',
  recorder: before.arn,
  place: proposal.source,
  sentence: `${kindName[before.kind]} ${before.name} would be gone`,
  before: before.selectors,
  after: null,
  warnings: [],
})
