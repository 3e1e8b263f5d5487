import { contains } from '../../../model/intervals.ts'
import type { Box, Scope } from '../../../model/scope.ts'
import type { Instant } from '../../../model/time.ts'
import type { Ground } from '../ground.ts'
import { limitedTo } from '../places/named-places.ts'
import { surelyDisabled, wholeListing } from '../places/regions.ts'
import type { Recorders } from '../recorders.ts'

const disabledRegions = (ground: Ground, account: string) =>
  ground.once(`disabled ${account}`, () => {
    const names = new Set(
      ground.snapshots
        .flatMap((s) => s.regions)
        .filter((r) => r.account === account)
        .flatMap((r) => ('known' in r.regions ? r.regions.known : []))
        .filter((r) => !r.enabled)
        .map((r) => r.name),
    )
    return [...names].map((name) => ({
      name,
      times: surelyDisabled(account, name, ground.snapshots, ground.events),
    }))
  })

const listing = (ground: Ground, account: string) =>
  ground.once(`regions ${account}`, () => wholeListing(account, ground.snapshots, ground.events))

/** The times at which what is possible in a region changes, for the accounts of a scope. */
export const possibleEdges = ({ ground }: Recorders, scope: Scope): readonly Instant[] =>
  (limitedTo(scope, 'account') ?? []).flatMap((account) => {
    const whole = listing(ground, account)
    return [
      ...disabledRegions(ground, account).flatMap((r) => r.times.flatMap((t) => [t.from, t.to])),
      ...(whole === undefined ? [] : [whole.from, whole.to]),
    ]
  })

const narrowedFor = (ground: Ground, account: string, box: Box, time: Instant): Box => {
  const whole = listing(ground, account)
  const off = disabledRegions(ground, account)
    .filter((r) => contains(r.times, time))
    .map((r) => r.name)
  const within = whole !== undefined && whole.from <= time && time < whole.to
  const own = { ...box, fields: { ...box.fields, account: { Equals: [account] } } }
  if (!within && off.length === 0) return own
  const region = within
    ? { Equals: whole.regions.filter((r) => !off.includes(r)) }
    : { NotEquals: off }
  return { ...own, also: [...(box.also ?? []), { region }] }
}

/**
 * A scope without what cannot have happened: events in regions that are known to be disabled in their account, or
 * that do not exist for it (R25). The same scope where nothing is known, or accounts are not named.
 */
export const possible = ({ ground }: Recorders, scope: Scope, time: Instant): Scope => {
  const accounts = limitedTo(scope, 'account')
  if (accounts === undefined) return scope
  const knows = (account: string): boolean =>
    listing(ground, account) !== undefined ||
    disabledRegions(ground, account).some((r) => contains(r.times, time))
  if (!accounts.some(knows)) return scope
  return {
    boxes: scope.boxes.flatMap((box) =>
      (box.fields.account?.Equals ?? []).map((account) => narrowedFor(ground, account, box, time)),
    ),
  }
}
