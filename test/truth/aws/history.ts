import type { SnapshotFile } from '../../../src/model/snapshot.ts'
import { iso } from '../world/clock.ts'
import type { Copy } from '../world/happening.ts'
import { DAYS, MINUTES, type Second } from '../world/time.ts'
import type { World } from '../world/world.ts'
import { configurationNames, otherConfigurationNames } from './configuration-names.ts'

/** Event history has every management event of 90 days, whatever trails do (facts/aws.md 3.1). */
export const historyOf = (
  w: World,
  copies: readonly Copy[],
  at: Second,
): NonNullable<SnapshotFile['history']> => {
  const names = new Set<string>(configurationNames)
  const wanted = copies.filter(
    (c) => names.has(c.happening.name) && c.happening.second < at - 20 * MINUTES,
  )
  return w.accounts.flatMap(({ id: account }) =>
    w.regions.map((region) => ({
      account,
      region,
      eventNames: [...configurationNames, ...otherConfigurationNames],
      from: iso(at - 89 * DAYS),
      to: iso(at - 20 * MINUTES),
      readAt: iso(at),
      events: {
        known: wanted
          .filter((c) => c.account === account && c.happening.region === region)
          .map((c) => c.record as Record<string, unknown>),
      },
    })),
  )
}
