import { SECOND } from '../../../model/time.ts'
import type { FoundDigest } from '../digest/found.ts'
import { judgeBackfill } from './backfill.ts'
import type { ChainContext } from './context.ts'
import { timeOf } from './examined.ts'
import type { JudgedChain } from './judge.ts'
import { judgeDigest } from './judged-digest.ts'
import { problemsOf } from './problems-of.ts'
import { proveAll } from './prove-all.ts'
import { judgeStandard } from './standard.ts'

/** A digest outside of the window is a neighbour: its log files were not asked for, nor was what is wrong with it. */
const asNeighbour = (context: ChainContext): ChainContext => ({
  ...context,
  fileOf: () => ({ status: 'failed', detail: 'not asked for' }),
})

const judgeAll = (found: readonly FoundDigest[], context: ChainContext) => {
  const { window } = context
  const neighbour = asNeighbour(context)
  return proveAll(found, context).map((e) => {
    const { from, to } = timeOf(e)
    const inside = from < window.to && Math.max(to, from + SECOND) > window.from
    return { inside, isChecked: e.isChecked, judged: judgeDigest(e, inside ? context : neighbour) }
  })
}

/**
 * Judges all digests of one trail, account and region, whatever their order. `standard` must hold every digest whose name
 * tells a time in `[window.from, window.to + 1 h]`: a name tells the end of its hour. Older ones serve as neighbours. Pure: as
 * peers.md 4.4 asks, all that it knows is in its arguments; RSA is checked by node:crypto.
 */
export const judgeChain = (
  standard: readonly FoundDigest[],
  backfill: readonly FoundDigest[],
  context: ChainContext,
): JudgedChain => {
  const hourly = judgeAll(standard, context)
  const all = hourly.map(({ inside, judged }) => (inside ? judged : { ...judged, findings: [] }))
  const late = judgeAll(backfill, context)
  const inside = [...hourly, ...late].filter((d) => d.inside)
  const hours = judgeStandard(all, context)
  const filled = judgeBackfill(
    late.map((d) => d.judged),
    late.flatMap((d) => (d.inside ? [d.judged] : [])),
    context,
  )
  return {
    slots: hours.slots,
    backfill: filled.slots,
    problems: problemsOf([...hours.findings, ...filled.findings], context.id),
    checked: { digests: inside.length, signatures: inside.filter((d) => d.isChecked).length },
  }
}
