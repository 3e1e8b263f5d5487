import { groupBy } from '../../model/group-by.ts'
import { DAY, formatInstant, type Interval } from '../../model/time.ts'
import type { VerifiedChain } from '../../model/verification.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { hanging } from '../format/wrap.ts'
import { barWidth, chainLines, drawnOf, LABEL } from './chain-rows.ts'
import { statesText, sumOf, timeByState } from './hours.ts'
import { isCalm, signOf, worstFirst } from './states.ts'

const CHAINS = 12
const WHOLE = 3

const axis = (window: Interval, width: number): string => {
  const text = (t: number) => formatInstant(t).slice(0, window.to - window.from > 3 * DAY ? 10 : 16)
  const [from, to] = [text(window.from), text(window.to)]
  const gap = width - from.length - to.length
  return gap < 1 ? from : `${from}${' '.repeat(gap)}${to}`
}

/** Names of trails are not unique: the owner and the home region belong to it. */
const titleOf = ({ trail, home, arn }: VerifiedChain): string =>
  `${trail} (${arn?.split(':')[4] ?? 'owner unknown'}, ${home})`

const trailLines = (
  chains: readonly VerifiedChain[],
  window: Interval,
  columns: number,
  style: Style,
): string[] => {
  const [first] = chains
  if (first === undefined) return []
  const drawn = chains.map(drawnOf).sort((a, b) => b.weight - a.weight)
  const broken = drawn.filter((d) => !d.isWhole)
  const whole = drawn.filter((d) => d.isWhole)
  const shownWhole = whole.length <= WHOLE ? whole : []
  const hidden = broken.slice(CHAINS)
  const others = statesText(
    sumOf(hidden.map((d) => timeByState(d.hours.filter((s) => !isCalm(s.state))))),
  )
  return [
    style.strong(safe(titleOf(first))),
    `${' '.repeat(LABEL)}${style.dim(axis(window, barWidth(columns)))}`,
    ...[...broken.slice(0, CHAINS), ...shownWhole].flatMap((d) =>
      chainLines(d, window, columns, style),
    ),
    ...(hidden.length > 0
      ? [
          `  ... and ${plural(hidden.length, 'other account and region', 'others')} with ${others} (--json)`,
        ]
      : []),
    ...(whole.length > shownWhole.length
      ? [
          `  ${plural(whole.length, 'account and region', 'accounts and regions')} ${style.good('whole')}`,
        ]
      : []),
  ]
}

const legend = (chains: readonly VerifiedChain[], columns: number, style: Style): string[] => {
  const states = worstFirst(
    new Set(chains.flatMap((c) => [...new Set(c.slots.map((s) => s.state))])),
  )
  const signs = states.map(signOf).map((s) => `${style.unicode ? s.unicode : s.ascii} ${s.means}`)
  return hanging(`  ${signs.join(',  ')}`, columns).map(style.dim)
}

/**
 * The hours by trail, account and region: a bar over the window for each, and below it hour by hour every day that is not
 * all verified. Those with the worst hours come first; many whole ones share a line.
 */
export const calendar = (
  chains: readonly VerifiedChain[],
  window: Interval,
  columns: number,
  style: Style,
): string[] =>
  chains.length === 0
    ? []
    : [
        ...[...groupBy(chains, (c) => c.arn ?? `${c.trail} ${c.home}`).values()].flatMap((own) =>
          trailLines(own, window, columns, style),
        ),
        ...legend(chains, columns, style),
      ]
