import { isKnown } from '../../../model/observed.ts'
import type { VerifyReport } from '../../../model/verification.ts'
import type { Desk } from './desk.ts'

const WITH_DIGESTS = [
  'signature of each digest (RSA PKCS#1 v1.5 with SHA-256, by the public key that it names)',
  'hash and signature of the digest before, compared with the object found',
  'end of each digest against the start of the next',
  'SHA-256 of each log file that a digest names, uncompressed',
  'nothing after the first gzip member, in digests and log files',
  'a digest for every hour up to the newest that may be due',
  'log files that no digest names',
]

const COPY_ONLY = 'versions that delete markers hide: a copy keeps none'

/** Trails whose own deliveries are kept out of the log (facts/aws.md 3.10). */
const silent = ({ ground }: Desk): readonly string[] => [
  ...new Set([
    ...ground.snapshots
      .flatMap((s) => s.trails)
      .filter((t) => isKnown(t.config) && t.config.known.recursiveLogging === false)
      .map((t) => t.arn),
    ...ground.changes.filter((c) => c.recursiveLogging === false).map((c) => c.arn),
  ]),
]

const ofLedger = (desk: Desk): { performed: string[]; notPerformed: string[] } => {
  if (desk.known.query === null)
    return {
      performed: [],
      notPerformed: [
        'deliveries in the log itself, who deleted what, and files that the lake lacks: there is no lake (wholetrail ingest)',
      ],
    }
  const performed = [
    'who deleted what is gone, by data events in the lake',
    'deliveries that a log bucket refused, by data events in the lake',
    'files that digests name against those in the lake',
  ]
  const off = silent(desk)
  const notPerformed = off.map((arn) => `deliveries of ${arn}: its RecursiveLogging is off`)
  const said = 'deliveries that the log bucket’s own data events record'
  return desk.delivered.size > 0
    ? { performed: [...performed, said], notPerformed }
    : { performed, notPerformed: [...notPerformed, `${said}: the lake has none`] }
}

/** What was checked, and what was not and why. */
export const checksOf = (desk: Desk, hasChains: boolean): VerifyReport['checks'] => {
  const { performed, notPerformed } = ofLedger(desk)
  const { snapshots } = desk.known
  const isCopy = desk.stores.some((s) => s.kind === 'copy')
  const unseen = desk.stores.flatMap((s) => s.unseen?.() ?? [])
  const expectation = 'chains that snapshots say there must be'
  return {
    performed: [
      ...(hasChains ? WITH_DIGESTS : []),
      ...(desk.stores.some((s) => s.kind === 'bucket')
        ? ['versions that delete markers hide']
        : []),
      ...(snapshots.length > 0 ? [expectation] : []),
      ...performed,
    ],
    notPerformed: [
      ...(hasChains ? [] : ['signatures, links and hashes: there is no digest']),
      ...(snapshots.length > 0
        ? []
        : [`${expectation}: there is no snapshot (wholetrail collect)`]),
      ...(isCopy ? [COPY_ONLY] : []),
      ...notPerformed,
      ...new Set(unseen),
    ],
  }
}
