import { nameKey } from '../../../model/digest.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { ChainId, VerifyOptions } from '../../../model/verification.ts'
import { organizationAround, organizationIn } from '../digest/lies-at.ts'
import type { OwnerOf } from '../expectations/owners.ts'
import type { Cell } from '../ledger/paths.ts'
import type { DigestInPlace } from './read-digests.ts'

/** The digests of one trail in one cell, wherever they lie. */
export interface CellChain {
  readonly id: ChainId
  readonly digests: readonly DigestInPlace[]
}

/**
 * Who may own it, by the folder: a link alone tells nothing of the owner. Where a copy kept no folders, by the one that
 * the digest states: it is signed, and the chain it leads to judges it.
 */
const ownerOf = ({ found, place }: DigestInPlace, cell: Cell, owners: OwnerOf): string | null => {
  const { trail, home } = found.name
  const stated =
    found.content.status === 'parsed' ? organizationIn(found.content.digest.key) : undefined
  const around = organizationAround(found)
  const organization =
    around === undefined ? (stated ?? place?.folder.organization ?? null) : around
  return owners(trail, home, { account: cell.account, organization })
}

/** It states another owner than the folder that it lies in. */
const isForeign = ({ found }: DigestInPlace): boolean => {
  const around = organizationAround(found)
  return (
    around !== undefined &&
    found.content.status === 'parsed' &&
    around !== (organizationIn(found.content.digest.key) ?? null)
  )
}

const linkOf = (one: DigestInPlace): string | null => {
  const { content } = one.found
  return content.status === 'parsed' && content.digest.previous !== null && !isForeign(one)
    ? nameKey(content.digest.previous)
    : null
}

interface Group {
  readonly arn: string | null
  readonly digests: readonly DigestInPlace[]
}

/** Digests of an unknown owner belong to the trail of the same name that they are linked with: it was made an organisation's. */
const joined = (groups: readonly Group[]): readonly Group[] => {
  const known = groups.filter((g) => g.arn !== null)
  const unknown = groups.filter((g) => g.arn === null)
  const only = known[0]
  if (unknown.length === 0 || only === undefined || known.length > 1) return groups
  const names = (g: Group) => new Set(g.digests.map(({ found }) => nameKey(found.object)))
  const links = (a: Group, b: Group) => {
    const there = names(b)
    return a.digests.some((d) => there.has(linkOf(d) ?? ''))
  }
  const isLinked = unknown.every((g) => links(g, only) || links(only, g))
  return isLinked
    ? [{ arn: only.arn, digests: [...only.digests, ...unknown.flatMap((g) => g.digests)] }]
    : groups
}

/** Whether a trail was asked for: by its name or its ARN, exactly. */
export const isAsked = (id: ChainId, trails: VerifyOptions['trails']): boolean =>
  trails === undefined ||
  trails.length === 0 ||
  trails.some((asked) => asked === id.trail || asked === id.arn)

/**
 * The chains of a cell: a trail's digests over all buckets, prefixes and folders of organisations that it ever used. Names
 * of trails are compared exactly.
 */
export const chainsOf = (
  cell: Cell,
  digests: readonly DigestInPlace[],
  owners: OwnerOf,
  trails: VerifyOptions['trails'],
): readonly CellChain[] => {
  const byName = groupBy(digests, ({ found }) => `${found.name.trail} ${found.name.home}`)
  return [...byName.values()].flatMap((named) => {
    const { trail = '', home = '' } = named[0]?.found.name ?? {}
    const byOwner = groupBy(named, (one) => ownerOf(one, cell, owners))
    const groups = [...byOwner].map(([arn, own]) => ({ arn, digests: own }))
    return joined(groups)
      .map(({ arn, digests: own }) => ({
        id: { trail, home, account: cell.account, region: cell.region, arn },
        digests: own,
      }))
      .filter(({ id }) => isAsked(id, trails))
  })
}
