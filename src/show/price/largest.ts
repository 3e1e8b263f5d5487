import type { BillLine } from '../../model/bill.ts'
import { count, percent, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { textWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { type Folded, foldedLines } from './folded.ts'
import { dearer } from './groups.ts'
import { moneyText, volumeText } from './money.ts'
import { itemNames, shortName, sourceNames, thingOf } from './words.ts'

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const sentences = (...all: readonly string[]): string =>
  all
    .filter((s) => s !== '')
    .map(ended)
    .join(' ')

const reasonOf = ({ line, volume, who, uncertainty }: Folded): string =>
  sentences(
    line.why,
    capital(`${volumeText(volume, line.volume.unit)} a month: ${sourceNames[line.volume.source]}`),
    who.length === 0
      ? ''
      : `Most by ${who.map(({ name, share }) => `${shortName(name)} (${percent(share)})`).join(', ')}`,
    ...uncertainty,
  )

const INDENT = 6

const inside = (text: string, columns: number): string[] =>
  wrap(safe(text), columns - INDENT).map((l) => ' '.repeat(INDENT) + l)

const whereOf = ({ line, regions }: Folded): string =>
  `${line.account} ${regions.length > 3 ? plural(regions.length, 'region') : regions.join(', ')}`

const foldedText = (folded: Folded, columns: number, style: Style): string[] => {
  const { line } = folded
  const money = moneyText(folded.usd)
  const where = whereOf(folded)
  const title = [itemNames[line.item], thingOf(line)].filter((s) => s !== '').join(': ')
  const fits = textWidth(`  ${money}  ${safe(title)}  ${where}`) <= columns
  return [
    ...(fits
      ? [`  ${style.strong(money)}  ${safe(title)}  ${style.dim(where)}`]
      : [`  ${style.strong(money)}  ${style.dim(where)}`, ...inside(title, columns)]),
    ...inside(reasonOf(folded), columns).map(style.dim),
  ]
}

/** The dearest lines of a bill, each with its reason. */
export const largestLines = (
  lines: readonly BillLine[],
  most: number,
  columns: number,
  style: Style,
): string[] => {
  const all = foldedLines(lines)
  const left = all.length - most
  return all.length === 0
    ? []
    : [
        '',
        style.strong('Dearest, and why'),
        ...all.slice(0, most).flatMap((folded) => foldedText(folded, columns, style)),
        ...(left > 0
          ? [`  ... and ${count(left)} more (--top ${all.length}; --json has every line)`]
          : []),
      ]
}

/** What has no upper bound, and why: one sentence each. */
export const unboundedOf = (lines: readonly BillLine[]): readonly string[] => [
  ...new Set(
    lines
      .filter(({ usd }) => usd.high === null)
      .toSorted((a, b) => dearer(a.usd, b.usd))
      .map((l) => {
        const noPrice = l.basis === 'unknown' ? `No price is known for ${l.region}` : ''
        return `${l.account} ${l.region}, ${itemNames[l.item]}: ${sentences(l.why, l.volume.uncertainty, noPrice)}`
      }),
  ),
]
