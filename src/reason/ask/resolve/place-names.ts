import type { Evidence } from '../../../model/coverage.ts'
import { defaultRegions } from '../../../model/regions.ts'
import { nearNames } from '../../identity/near.ts'
import type { Obstacle } from '../question.ts'
import { knownAccounts } from './accounts.ts'
import { knownPartitions, regionsSpokenOf } from './partitions.ts'

/** Every region that evidence speaks of, enabled or not, and those that every account has. */
export const knownRegions = (evidence: Evidence): readonly string[] =>
  [
    ...new Set([
      ...regionsSpokenOf(evidence),
      ...(knownPartitions(evidence).includes('aws') ? defaultRegions : []),
    ]),
  ].sort()

const SHOWN = 6

const knownText = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : ` (known: ${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''})`

const unseen = (what: string, name: string, names: readonly string[]): Obstacle => {
  const near = nearNames(name, names)
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
  return {
    reason: 'subject unknown',
    detail: `no snapshot and no log speaks of the ${what} ${name}${meant}`,
    remedy: `check the spelling${knownText(names)}, or collect that ${what}: wholetrail collect [--org]`,
  }
}

/** A mistyped place must not become a no (R28): a multi-region trail would have covered it. */
export const placeObstacles = (
  evidence: Evidence,
  named: {
    readonly accounts?: readonly string[] | undefined
    readonly regions?: readonly string[] | undefined
  },
): Obstacle[] => {
  const missing = (what: string, asked: readonly string[] | undefined, names: readonly string[]) =>
    (asked ?? []).filter((n) => !names.includes(n)).map((n) => unseen(what, n, names))
  return [
    ...missing('account', named.accounts, knownAccounts(evidence)),
    ...missing('region', named.regions, knownRegions(evidence)),
  ]
}
