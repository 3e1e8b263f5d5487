import { SECOND } from '../../../model/time.ts'
import { judgeBackfill } from './backfill.ts'
import type { ChainContext } from './context.ts'
import { timeOf } from './examined.ts'
import type { JudgeChain } from './judge.ts'
import { judgeDigest } from './judged-digest.ts'
import { problemsOf } from './problems-of.ts'
import { proveAll } from './prove-all.ts'
import { judgeStandard } from './standard.ts'

/** A digest outside of the window is a neighbour: its log files were not asked for, nor was what is wrong with it. */
const asNeighbour = (context: ChainContext): ChainContext => ({
  ...context,
  fileOf: () => ({ status: 'failed', detail: 'not asked for' }),
})

const judgeAll = (found: Parameters<JudgeChain>[0], context: ChainContext) => {
  const { window } = context
  const neighbour = asNeighbour(context)
  return proveAll(found, context).map((e) => {
    const { from, to } = timeOf(e)
    const inside = from < window.to && Math.max(to, from + SECOND) > window.from
    return { inside, isChecked: e.isChecked, judged: judgeDigest(e, inside ? context : neighbour) }
  })
}

/** Judges a chain as peers.md 4.4 asks. Pure: all that it knows is in its arguments; RSA is checked by node:crypto. */
export const judgeChain: JudgeChain = (standard, backfill, context) => {
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
