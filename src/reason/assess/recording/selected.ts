import { isKnown } from '../../../model/observed.ts'
import type { Box, Scope } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import { effectiveSelectors } from '../../coverage/trails/from-snapshots.ts'
import { selectorsKey } from '../../coverage/trails/selectors-key.ts'
import { boxOf } from '../../selectors/clause.ts'
import { isCovered } from '../../selectors/covers.ts'
import { selectedBy } from '../../selectors/facets.ts'
import type { Mode } from '../../selectors/types.ts'
import type { Result } from '../check.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { NO_LIMITS } from './recorder.ts'
import type { TrailView } from './trail-index.ts'

/** What AWS's basic selectors may leave out: each has a check of its own. */
export const EXCLUDABLE_SOURCES = ['kms.amazonaws.com', 'rdsdata.amazonaws.com']

const someManagement: Scope = {
  boxes: ['true', 'false'].map((readOnly) => ({
    fields: {
      eventCategory: { Equals: ['Management'] },
      eventSource: { NotEquals: EXCLUDABLE_SOURCES },
      readOnly: { Equals: [readOnly] },
    },
  })),
}

/** A short name for the content of selectors: equal when AWS only spells them differently. */
export const contentOf = (world: World, selectors: Selectors): string => {
  const names = world.once('names of selectors', () => new Map<string, string>())
  const known = world.once('selectors by identity', () => new Map<Selectors, string>())
  const before = known.get(selectors)
  if (before !== undefined) return before
  const key = selectorsKey(selectors)
  const name = names.get(key) ?? `s${names.size}`
  names.set(key, name)
  known.set(selectors, name)
  return name
}

/** Whether one selector is enough to have reads, or writes, of the control plane each day. */
export const selectsManagement = (world: World, { trail }: TrailView): boolean => {
  const selectors = effectiveSelectors(trail)
  if (selectors === undefined) return false
  return world.once(`management events in ${contentOf(world, selectors)}`, () =>
    someManagement.boxes.some((box) =>
      isCovered([{ id: '', limits: NO_LIMITS.sure, selectors }], { boxes: [box] }, 'must'),
    ),
  )
}

const selections: Readonly<Record<Mode, WeakMap<Selectors, Scope>>> = {
  must: new WeakMap(),
  may: new WeakMap(),
}

/** What selectors select, surely or possibly, as a scope without places. */
export const selection = (selectors: Selectors, mode: Mode): Scope => {
  const before = selections[mode].get(selectors)
  if (before !== undefined) return before
  const scope = { boxes: selectedBy(selectors, mode).map((clause): Box => boxOf(clause)) }
  selections[mode].set(selectors, scope)
  return scope
}

/** Why the selectors of a trail are not known: denied, or an answer with both lists empty (R5). */
export const whySelectorsUnknown = ({ arn, trail }: TrailView): string =>
  isKnown(trail.selectors)
    ? 'AWS answered no selectors at all, which may mean the default or nothing'
    : `its selectors could not be read (${whyUnknown(trail.selectors)}); account ${arn.account} owns it`

/** The unknown of a check that needs the selectors of a trail; `what` is not known: `what trail main selects`. */
export const selectorsUnknown = (view: TrailView, what: string): Result => {
  const { arn, account, region } = view.arn
  return {
    resource: arn,
    account,
    region,
    status: 'unknown',
    reason: `${what} is not known: ${whySelectorsUnknown(view)}`,
    settle: `read cloudtrail:GetEventSelectors in ${region} of ${account}`,
  }
}
