import { formatInstant } from '../../../model/time.ts'
import type { Problem } from '../../../model/verification.ts'
import { noDigests } from '../problems/kinds/no-digests.ts'
import { nothingHere } from '../problems/kinds/nothing-here.ts'
import { problemOf } from '../problems/problem.ts'
import type { Folder } from '../store/store.ts'
import type { CellResult } from './cell-result.ts'
import type { Desk } from './desk.ts'

const MOST = 10

/** `a, b and 3 more`, each once. */
const listed = (names: readonly string[]): string => {
  const all = [...new Set(names)].toSorted()
  const more = all.length - MOST
  return `${all.slice(0, MOST).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const cellsText = (folders: readonly Folder[]): string =>
  listed(folders.map(({ account, region }) => `${account} in ${region}`))

/** What was asked for and is not here, where nothing was examined at all. */
const unasked = (
  { options, stores }: Desk,
  results: readonly CellResult[],
  there: readonly Folder[],
): string | undefined => {
  const { accounts = [], regions = [], from } = options
  const where = stores.map((s) => s.uri).join(', ')
  const asked = [...accounts, ...regions].join(', ')
  if (there.length === 0)
    return `${where} holds no AWSLogs/ with digests or log files of CloudTrail${asked === '' ? '' : ` of ${asked}`}.`
  if (results.length === 0) return `${where} has nothing of ${asked}. It has ${cellsText(there)}.`
  const newest = stores.reduce((most, s) => Math.max(most, s.asOf), 0)
  if (from !== undefined && from >= newest)
    return `Nothing in ${where} was delivered from ${formatInstant(from)} on: its newest name tells ${formatInstant(newest)}.`
  return undefined
}

/** Why a run examined nothing: no log lies here, what was chosen is not here, or there are no digests. */
export const nothingFound = (
  desk: Desk,
  results: readonly CellResult[],
  there: readonly Folder[],
): readonly Problem[] => {
  const isExamined = results.some((r) => Object.values(r.counts).some((n) => n > 0))
  if (isExamined || results.some((r) => r.arns === null)) return []
  const uris = desk.stores.map((s) => s.uri)
  const at = (what: string) => ({ chain: null, when: null, what, objects: uris })
  const elsewhere = unasked(
    desk,
    results.filter((r) => r.trailsHere !== undefined),
    there,
  )
  if (elsewhere !== undefined) return [problemOf(nothingHere, at(elsewhere))]
  const wanted = desk.options.trails?.join(' or ') ?? 'any trail'
  const none = `No digest of ${wanted} was found in ${uris.join(', ')}`
  const others = listed(results.flatMap((r) => r.trailsHere ?? []))
  if (others !== '') return [problemOf(nothingHere, at(`${none}. Its digests are of ${others}.`))]
  const isExpected = results.some((r) => r.problems.some((p) => p.kind === 'not-copied'))
  const said = isExpected ? '' : ', and nothing says that there must be some'
  return [problemOf(noDigests, at(`${none}${said}.`))]
}
