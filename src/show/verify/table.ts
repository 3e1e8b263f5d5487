import { formatInstant } from '../../model/time.ts'
import type { VerifiedChain, VerifyReport } from '../../model/verification.ts'
import { renderTable, type TableFormat } from '../format/table.ts'

const COLUMNS = [
  'trail',
  'account',
  'region',
  'chain',
  'from',
  'to',
  'state',
  'link',
  'files',
  'digest',
  'why',
] as const

const rowsOf = (c: VerifiedChain) =>
  c.slots.map((s) => [
    c.arn ?? c.trail,
    c.account,
    c.region,
    s.chain,
    formatInstant(s.from),
    formatInstant(s.to),
    s.state,
    s.link,
    s.files.length,
    s.digest,
    s.why,
  ])

/** Every slot as a row, in a piece for each chain; what stands above the rows is in the first piece. */
export function* slotTable({ chains }: VerifyReport, format: TableFormat): Generator<string> {
  const head = renderTable({ columns: COLUMNS, rows: [] }, format)
  if (head !== '') yield `${head}\n`
  const above = head === '' ? 0 : head.length + 1
  for (const chain of chains) {
    const rows = rowsOf(chain)
    if (rows.length > 0) yield `${renderTable({ columns: COLUMNS, rows }, format).slice(above)}\n`
  }
}
