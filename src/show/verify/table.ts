import { formatInstant } from '../../model/time.ts'
import type { VerifyReport } from '../../model/verification.ts'
import type { Table } from '../format/table.ts'

/** Every slot as a row. */
export const slotTable = ({ chains }: VerifyReport): Table => ({
  columns: [
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
  ],
  rows: chains.flatMap((c) =>
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
    ]),
  ),
})
