import type { Instant } from '../../../model/time.ts'
import type { Problem, VerifyOptions } from '../../../model/verification.ts'
import { type ExpectedChain, expectedChains } from '../expectations/chains.ts'
import { cellName } from '../ledger/paths.ts'
import { notCopied } from '../problems/kinds/not-copied.ts'
import { problemOf } from '../problems/problem.ts'
import type { Store } from '../store/store.ts'
import { mayHide } from '../store/unlisted.ts'
import { type CellResult, cellResult } from './cell-result.ts'
import type { Desk } from './desk.ts'
import { dueChain, judgeDue } from './judge-cell.ts'
import { keepCell } from './keep-cell.ts'
import type { CellPlaces } from './places.ts'

const isAsked = (options: VerifyOptions, { id }: ExpectedChain): boolean => {
  const among = (wanted: readonly string[] | undefined, ...names: string[]) =>
    wanted === undefined || wanted.length === 0 || names.some((n) => wanted.includes(n))
  return (
    among(options.accounts, id.account) &&
    among(options.regions, id.region) &&
    among(options.trails, id.trail, id.arn)
  )
}

const uriOf = ({ bucket, prefix }: ExpectedChain): string =>
  `s3://${bucket}/${prefix}`.replace(/\/$/, '')

/** Whether what a bucket shows has the place that the trail writes to. */
const shows = (store: Store, chain: ExpectedChain): boolean =>
  `${uriOf(chain)}/`.startsWith(`${store.uri.replace(/\/$/, '')}/`)

/** A copy shows the place that the trail writes to where it has the folder of this account and region below it. */
const isCopied = (cell: CellPlaces | undefined, { bucket, prefix }: ExpectedChain): boolean =>
  cell?.places.some(
    ({ store, folder }) =>
      store.kind === 'copy' && folder.bucket === bucket && folder.prefix === prefix,
  ) === true

/** Whether it may lie in a folder that could not be listed, which the report says: nothing is missing for that. */
const isHidden = ({ stores }: Desk, { id, bucket, prefix }: ExpectedChain): boolean => {
  const { account, region } = id
  const hiding = stores.flatMap((store) => store.unlisted?.() ?? [])
  return hiding.some((folder) => mayHide(folder, { bucket, prefix, account, region }))
}

interface Absent {
  readonly chain: ExpectedChain
  readonly asOf: Instant
  /** Copies alone were looked at, and none has the place that the trail writes to: it may never have been copied. */
  readonly isUncopied: boolean
}

const absentOf = (
  desk: Desk,
  cells: readonly CellPlaces[],
  results: ReadonlyMap<string, CellResult>,
): readonly Absent[] => {
  const places = new Map(cells.map((cell) => [cellName(cell), cell]))
  const copies = desk.stores.filter((store) => store.kind === 'copy')
  return expectedChains(desk.ground)
    .filter((chain) => isAsked(desk.options, chain))
    .flatMap((chain): Absent[] => {
      const buckets = desk.stores.filter((store) => store.kind === 'bucket' && shows(store, chain))
      const copied = isCopied(places.get(cellName(chain.id)), chain)
      const found = results.get(cellName(chain.id))
      const isThere = found !== undefined && (found.arns === null || found.arns.has(chain.id.arn))
      if (isThere || (buckets.length === 0 && copies.length === 0)) return []
      if (isHidden(desk, chain)) return []
      const stores = copied ? [...buckets, ...copies] : buckets
      const asOf = stores.reduce((most, store) => Math.max(most, store.asOf), 0)
      return [{ chain, asOf, isUncopied: stores.length === 0 }]
    })
}

const uncopied = (absent: readonly Absent[]): Problem[] => {
  const cells = absent.map(({ chain: { id } }) => `${id.trail} for ${id.account} in ${id.region}`)
  const [first] = absent
  if (first === undefined) return []
  const others = cells.length === 1 ? '' : ` and of ${cells.length - 1} other accounts and regions`
  const what = `The copy has no folder of ${cells[0]} from ${uriOf(first.chain)}${others}, where a snapshot says that digests are written: it was not copied, or is gone.`
  return [problemOf(notCopied, { chain: null, when: null, what, objects: cells })]
}

/**
 * Chains that there must be by what snapshots say, and of which no digest was found: each is judged with nothing in its
 * hands. `begins`: when the oldest proven digest of each trail begins, in whichever region.
 */
export const absentChains = async (
  desk: Desk,
  cells: readonly CellPlaces[],
  results: ReadonlyMap<string, CellResult>,
  begins: ReadonlyMap<string, Instant>,
): Promise<readonly CellResult[]> => {
  const absent = absentOf(desk, cells, results)
  const none = { unattested: [], notInLake: [] }
  const judged: CellResult[] = []
  for (const { chain, asOf } of absent.filter((a) => !a.isUncopied)) {
    const sibling = begins.get(chain.id.arn) ?? null
    const due = dueChain(desk, { id: chain.id, digests: [] }, asOf, { sibling })
    const one = await judgeDue(desk, due, { files: new Map(), deletions: new Map() })
    await keepCell(desk, chain.id, [one], () => [])
    judged.push(cellResult([one], { ...none, problems: [] }))
  }
  const problems = uncopied(absent.filter((a) => a.isUncopied))
  return problems.length === 0 ? judged : [...judged, cellResult([], { ...none, problems })]
}
