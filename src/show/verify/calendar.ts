import { groupBy } from '../../model/group-by.ts'
import { DAY, formatInstant, type Interval } from '../../model/time.ts'
import type { ChainId, Problem, VerifiedChain } from '../../model/verification.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { hanging } from '../format/wrap.ts'
import { barWidth, chainLines, LABEL } from './chain-rows.ts'
import { statesText, sumOf } from './hours.ts'
import { signOf, worstFirst } from './states.ts'
import { type ChainSummary, wrongTime } from './summary.ts'

const TRAILS = 20
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
  summaries: readonly ChainSummary[],
  window: Interval,
  problemsOf: (chain: ChainId) => readonly Problem[],
  columns: number,
  style: Style,
): string[] => {
  const [first] = summaries
  if (first === undefined) return []
  const broken = summaries.filter((s) => !s.isWhole).sort((a, b) => b.weight - a.weight)
  const whole = summaries.filter((s) => s.isWhole)
  const shownWhole = whole.length <= WHOLE ? whole : []
  const hidden = broken.slice(CHAINS)
  return [
    style.strong(safe(titleOf(first.chain))),
    `${' '.repeat(LABEL)}${style.dim(axis(window, barWidth(columns)))}`,
    ...[...broken.slice(0, CHAINS), ...shownWhole].flatMap((s) =>
      chainLines(s, window, problemsOf(s.chain), columns, style),
    ),
    ...(hidden.length === 0
      ? []
      : hanging(
          `  ... and ${plural(hidden.length, 'other account and region', 'others')} with ${statesText(sumOf(hidden.map(wrongTime)))} (--json)`,
          columns,
        )),
    ...(whole.length === shownWhole.length
      ? []
      : [
          `  ${plural(whole.length, 'account and region', 'accounts and regions')} ${style.good('whole')}`,
        ]),
  ]
}

const legend = (summaries: readonly ChainSummary[], columns: number, style: Style): string[] => {
  const states = worstFirst(new Set(summaries.flatMap((s) => [...s.time.keys()])))
  const signs = states.map(signOf).map((s) => `${style.unicode ? s.unicode : s.ascii} ${s.means}`)
  const shared = summaries.every((s) => s.isWhole)
    ? []
    : [
        '  A digest that ends within an hour, as at 03:12, is drawn in both hours that it reaches into.',
      ]
  return [`  ${signs.join(',  ')}`, ...shared]
    .flatMap((line) => hanging(line, columns))
    .map(style.dim)
}

const chainKey = ({ trail, home, account, region, arn }: ChainId): string =>
  [trail, home, account, region, arn].join('\n')

const worstOf = (summaries: readonly ChainSummary[]): number =>
  summaries.reduce((w, s) => Math.max(w, s.isWhole ? 0 : s.weight), 0)

/**
 * The hours by trail, account and region: a bar over the window for each, and below it hour by hour every day that is not
 * all verified. Those with the worst hours come first; many whole ones share a line.
 */
export const calendar = (
  summaries: readonly ChainSummary[],
  window: Interval,
  problems: readonly Problem[],
  columns: number,
  style: Style,
): string[] => {
  if (summaries.length === 0) return []
  const trails = [
    ...groupBy(summaries, ({ chain: c }) => c.arn ?? `${c.trail} ${c.home}`).values(),
  ].sort((a, b) => worstOf(b) - worstOf(a))
  const hidden = trails.length - TRAILS
  const byChain = groupBy(problems, ({ chain }) => (chain === null ? null : chainKey(chain)))
  const problemsOf = (chain: ChainId) => byChain.get(chainKey(chain)) ?? []
  return [
    ...trails
      .slice(0, TRAILS)
      .flatMap((own) => trailLines(own, window, problemsOf, columns, style)),
    ...(hidden > 0 ? [`... and ${plural(hidden, 'other trail')} (--json)`] : []),
    ...legend(summaries, columns, style),
  ]
}
