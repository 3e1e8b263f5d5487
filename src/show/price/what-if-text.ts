import type { EventGroup, EventSample, RecordedCount, WhatIf } from '../../model/proposal.ts'
import type { Range } from '../../model/range.ts'
import { formatInstant } from '../../model/time.ts'
import { bullets } from '../format/bullets.ts'
import { safe } from '../format/safe.ts'
import { renderTable, type Table } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { boxLines, checkLines, listed, needLines, type Terminal } from './changes-text.ts'
import { groupsOf } from './groups.ts'
import { basisSentence } from './headline.ts'
import { dollars, moneyCell, volumeText } from './money.ts'
import type { NextStep } from './next.ts'
import type { CheckChange } from './standing.ts'
import { nextSection } from './text.ts'
import { unknownSection } from './unknown-text.ts'
import { classNames, shortName, trailName } from './words.ts'

const span = (range: Range): string => {
  const { low, high, likely } = range
  const isLikely = likely !== null && high !== null && likely !== low && likely !== high
  return isLikely ? ` a month (likely ${dollars(likely)})` : ' a month'
}

const negated = ({ low, high, likely }: Range): Range => ({
  low: high === null ? Number.NEGATIVE_INFINITY : -high,
  high: Number.isFinite(low) ? -low : null,
  likely: likely === null ? null : -likely,
})

/** What is saved, or costs more, in words: a difference may have no bound on either side. */
export const savingText = (saving: Range): string => {
  const { low, high, likely } = saving
  if (low === 0 && high === 0) return 'costs the same'
  if (Number.isFinite(low) && low >= 0) return `saves ${moneyCell(saving)}${span(saving)}`
  const more = negated(saving)
  if (high !== null && high <= 0) {
    if (more.high !== null) return `costs ${moneyCell(more)} more${span(more)}`
    return more.low < 0.01
      ? 'costs more, and how much cannot be known'
      : `costs at least ${dollars(more.low)} more a month, and how much more cannot be known`
  }
  if (likely === null) return 'may save or cost more: which of them cannot be known'
  return likely >= 0
    ? `likely saves ${dollars(likely)} a month, which is not sure`
    : `likely costs ${dollars(-likely)} a month more, which is not sure`
}

const indented = (table: Table, columns: number): string[] =>
  renderTable(table, 'table', columns - 2)
    .split('\n')
    .map((l) => `  ${l}`)

const sideBySide = ({ before, after }: WhatIf): Table => {
  const [was, is] = [groupsOf(before.lines, 'item'), groupsOf(after.lines, 'item')]
  const names = [...new Set([...was, ...is].map((g) => g.name))]
  const of = (groups: typeof was, name: string): string => {
    const group = groups.find((g) => g.name === name)
    return group === undefined ? '$0' : moneyCell(group.usd)
  }
  return {
    columns: ['what is charged', 'now', 'then'],
    rows: [
      ...names
        .map((name) => [name, of(was, name), of(is, name)] as const)
        .filter(([, now, then]) => now !== '$0' || then !== '$0'),
      ['in all', moneyCell(before.total), moneyCell(after.total)],
    ],
  }
}

/** Without the unit, which the column names. */
const eventsCell = (range: Range): string =>
  volumeText(range, 'event').replace(/( of)? events?$/, '')

const recordedTable = (counts: readonly RecordedCount[]): Table => ({
  columns: ['trail', 'events', 'now', 'then'],
  rows: counts.map((c) => [
    trailName(c.trail),
    classNames[c.class],
    eventsCell(c.before),
    eventsCell(c.after),
  ]),
})

const groupLine = (g: EventGroup): string =>
  [
    `${volumeText(g.events, 'event')} a month${g.lost === 'unknown' ? ', perhaps' : ''}:`,
    `${g.eventSource ?? '?'} ${g.eventName ?? classNames[g.class]}`,
    g.resource === null ? '' : `on ${g.resource}`,
    g.principal === null ? '' : `by ${shortName(g.principal)}`,
    `(${g.account} ${g.region})`,
  ]
    .filter((part) => part !== '')
    .join(' ')

const sampleLine = (s: EventSample): string =>
  [
    formatInstant(s.eventTime),
    s.eventName,
    s.principal === null ? '' : `by ${shortName(s.principal)}`,
    s.resource === null ? '' : `on ${s.resource}`,
    `(${s.account} ${s.region}, ${s.eventId})`,
  ]
    .filter((part) => part !== '')
    .join(' ')

const MOST_SAMPLES = 4

const MOST_GROUPS = 8

const lostSection = ({ lost }: WhatIf, terminal: Terminal): string[] => {
  const { style } = terminal
  const isNone = lost.events.high === 0 && lost.scope.length === 0
  if (isNone) return ['', style.strong('Lost'), '  nothing that is recorded now']
  return [
    '',
    style.strong(
      `Lost: ${lost.events.high === 0 ? 'no event that was seen' : `${volumeText(lost.events, 'event')} a month that something records now and nothing would`}`,
    ),
    ...listed(lost.groups.map(groupLine), MOST_GROUPS, terminal, lost.more),
    ...(lost.samples.length === 0
      ? []
      : [
          '  Some of them:',
          ...listed(lost.samples.slice(0, MOST_SAMPLES).map(sampleLine), MOST_SAMPLES, terminal),
        ]),
    ...(lost.scope.length === 0
      ? []
      : [
          '  Everything that would be lost, seen or not:',
          ...boxLines(lost.scope, lost.scopeMore, 6, terminal),
        ]),
  ]
}

const effectsSection = ({ effects }: WhatIf, { columns, style }: Terminal): string[] => [
  '',
  style.strong('What it changes'),
  ...effects.flatMap((e) => [
    ...wrap(safe(e.sentence), columns - 4).map((l, i) => `  ${i === 0 ? '- ' : '  '}${l}`),
    ...e.warnings.flatMap((w) =>
      wrap(safe(`careful: ${w}`), columns - 6).map((l) => `      ${style.warn(l)}`),
    ),
  ]),
]

export interface WhatIfTextOptions extends Terminal {
  readonly checks: readonly CheckChange[]
  readonly next: readonly NextStep[]
}

/** What a proposal would cost, save, lose and make answerable, for people: money first, then what is lost. */
export const whatIfText = (result: WhatIf, options: WhatIfTextOptions): string => {
  const { columns, style, checks, next } = options
  const { before, after, proposal } = result
  const headline = `${proposal.source} ${savingText(result.saving)}: ${moneyCell(before.total)} now, ${moneyCell(after.total)} then.`
  const changed = result.recorded.filter(
    (c) => c.isAtLeast || JSON.stringify(c.before) !== JSON.stringify(c.after),
  )
  return [
    ...wrap(safe(headline), columns).map((l) => style.strong(l)),
    ...wrap(basisSentence(before), columns - 2).map((l) => `  ${l}`),
    ...effectsSection(result, options),
    '',
    style.strong('US dollars a month'),
    ...indented(sideBySide(result), columns),
    ...(changed.length === 0
      ? []
      : [
          '',
          style.strong('Events recorded a month'),
          ...indented(recordedTable(changed), columns),
        ]),
    ...unknownSection(after, options),
    ...lostSection(result, options),
    ...needLines(result.needs, options),
    ...checkLines(checks, options),
    ...bullets('Taken for granted', [...result.notes, ...after.notes], columns, style),
    ...nextSection(next, columns, style),
  ].join('\n')
}
