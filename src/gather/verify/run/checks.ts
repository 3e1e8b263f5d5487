import { join, sep } from 'node:path'
import { isKnown } from '../../../model/observed.ts'
import type { VerifyReport, WorkDone } from '../../../model/verification.ts'
import type { Desk } from './desk.ts'

type Checks = { readonly performed: readonly string[]; readonly notPerformed: readonly string[] }

/** `712`, or `700 of 712`. */
const share = (done: number, all: number): string => (done === all ? `${all}` : `${done} of ${all}`)

/** What was checked by digests, as far as it was done. */
const byDigests = ({ digests, signatures, links, joined, files }: WorkDone): Checks => {
  if (digests === 0)
    return { performed: [], notPerformed: ['signatures, links and hashes: there is no digest'] }
  const known = files.hashed + files.remembered
  const unsigned = digests - signatures
  const remembered =
    files.remembered === 0
      ? ''
      : `; ${files.remembered} of them by an earlier run, and not put again since`
  const performed = [
    signatures > 0 &&
      `signature of digests, RSA PKCS#1 v1.5 with SHA-256 by the public key that they name: ${share(signatures, digests)}`,
    joined > 0 &&
      `hash and signature of the digest before, and its end against the start of the next, proven to join: ${share(joined, links)}`,
    known > 0 &&
      `SHA-256 of log files that digests name, uncompressed: ${share(known, files.named)}${remembered}`,
    'nothing after the first gzip member, in the digests and log files that were read',
    'a digest for every hour up to the newest that may be due',
    'log files that no digest names',
  ]
  const notPerformed = [
    unsigned > 0 &&
      `signatures of ${share(unsigned, digests)} digests: no public key is known for them, or they have no signature here`,
    joined < links && `links of ${share(links - joined, links)} digests: not proven to join`,
    files.absent > 0 &&
      `SHA-256 of ${share(files.absent, files.named)} log files: they are not there`,
    files.unread > 0 &&
      `SHA-256 of ${share(files.unread, files.named)} log files: they could not be read`,
  ]
  const said = (lines: readonly (string | false)[]) => lines.filter((l) => l !== false)
  return { performed: said(performed), notPerformed: said(notPerformed) }
}

/** Whoever gave a key, or answers at another endpoint, may have made it. */
const byKeys = ({ ring, options }: Desk): readonly string[] => {
  const sources = ring.used().map(({ source }) => source)
  const given = options.keys ?? []
  const isGiven = (source: string) =>
    given.some((path) => source === path || source.startsWith(join(path, sep)))
  const elsewhere = sources.some((s) => /^ListPublicKeys of \S+ at |@[^/\\]+\.json$/.test(s))
  return [
    ...(sources.some(isGiven)
      ? ['that these keys are AWS’s: given by --keys, not asked of AWS']
      : []),
    ...(elsewhere ? ['that these keys are AWS’s: another endpoint answered'] : []),
  ]
}

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
export const checksOf = (desk: Desk, done: WorkDone): VerifyReport['checks'] => {
  const { performed, notPerformed } = ofLedger(desk)
  const { snapshots } = desk.known
  const digests = byDigests(done)
  const isCopy = desk.stores.some((s) => s.kind === 'copy')
  const unseen = desk.stores.flatMap((s) => s.unseen?.() ?? [])
  const expectation = 'chains that snapshots say there must be'
  return {
    performed: [
      ...digests.performed,
      ...(desk.stores.some((s) => s.kind === 'bucket')
        ? ['versions that delete markers hide']
        : []),
      ...(snapshots.length > 0 ? [expectation] : []),
      ...performed,
    ],
    notPerformed: [
      ...digests.notPerformed,
      ...byKeys(desk),
      ...(snapshots.length > 0
        ? []
        : [`${expectation}: there is no snapshot (wholetrail collect)`]),
      ...(isCopy ? [COPY_ONLY] : []),
      ...notPerformed,
      ...new Set(unseen),
    ],
  }
}
