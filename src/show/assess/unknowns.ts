import type { Finding } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import { some } from '../../reason/assess/words.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import type { Assessment } from './assessment.ts'
import type { Reach } from './reach.ts'

const MOST = 8

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort()

const listed = (values: readonly string[], most: number): string =>
  values.length <= most
    ? values.join(', ')
    : `${values.slice(0, most).join(', ')} and ${values.length - most} more`

/** Stands for the account of a finding, so that texts that differ in it only are one. */
const ITS_ACCOUNT = '\u0000'

/** Accounts that nobody asked are settled together, by one command. */
const settledBy = (f: Finding, { notCollected }: Reach): string =>
  f.resource === f.account && notCollected.includes(f.account)
    ? `${plural(notCollected.length, 'account')} ${notCollected.length === 1 ? 'was' : 'were'} not collected: wholetrail collect --org`
    : (f.settle ?? f.reason).replaceAll(`account ${f.account}`, ITS_ACCOUNT)

/** The same permission in several accounts is one line. */
const inAccounts = (settle: string, list: readonly Finding[]): string => {
  const accounts = distinct(list.map((f) => f.account))
  const word = accounts.length === 1 ? 'account' : 'accounts'
  return settle.replaceAll(ITS_ACCOUNT, `${word} ${some(accounts)}`)
}

/** What would settle the unknowns, the one that settles most first: one permission often answers a hundred. */
export const unknownLines = (
  findings: readonly Finding[],
  a: Assessment,
  columns: number,
  style: Style,
): string[] => {
  const groups = [...groupBy(findings, (f) => settledBy(f, a.reach))].sort(
    ([, one], [, other]) => other.length - one.length,
  )
  const shown = a.all ? groups : groups.slice(0, MOST)
  const rest = groups.length - shown.length
  return [
    style.warn(
      `UNKNOWN  ${plural(findings.length, 'answer')}; nothing here passed and nothing failed`,
    ),
    ...shown.flatMap(([settle, list]) => [
      ...wrap(safe(inAccounts(settle, list)), columns - 4).map(
        (l, i) => `  ${i === 0 ? '? ' : '  '}${l}`,
      ),
      ...wrap(
        `settles ${list.length}: ${listed(distinct(list.map((f) => f.check)), 5)}; in ${listed(distinct(list.map((f) => f.account)), 4)}`,
        columns - 6,
      ).map((l) => `      ${style.dim(safe(l))}`),
      ...(list.length === 1 && list[0] !== undefined
        ? wrap(safe(list[0].reason), columns - 6).map((l) => `      ${style.dim(l)}`)
        : []),
    ]),
    ...(rest > 0 ? [`  ... and ${rest} more ways (--show unknown --all)`] : []),
    '',
  ]
}
