import type { Parent } from '@aws-sdk/client-organizations'
import { isKnown } from '../../../../model/observed.ts'
import type { Place } from '../../probe.ts'
import { listAll } from '../list-all.ts'

/** Organisational units nest five deep below the root (AWS Organizations quotas); more is a loop. */
const DEEPEST = 10

/**
 * What stands above each account: from the unit that holds it up to the root. An account whose way up cannot be read
 * whole is left out: half a way would miss the policies of the other half. Each unit is asked once.
 */
export const parentsOf = async (
  place: Place,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string[]>> => {
  const asked = new Map<string, Promise<Parent | undefined>>()
  const above = (child: string): Promise<Parent | undefined> => {
    const answer = asked.get(child) ?? parentOf(place, child)
    asked.set(child, answer)
    return answer
  }
  const ways = await Promise.all(
    accounts.map(async (account) => [account, await wayUp(account, above)] as const),
  )
  return new Map(ways.flatMap(([account, way]) => (way === undefined ? [] : [[account, way]])))
}

const parentOf = async (place: Place, child: string): Promise<Parent | undefined> => {
  const parents = await listAll<Parent>(place, ['organizations', 'ListParents', 'Parents'], {
    ChildId: child,
  })
  return isKnown(parents) ? parents.known[0] : undefined
}

const wayUp = async (
  account: string,
  above: (child: string) => Promise<Parent | undefined>,
): Promise<string[] | undefined> => {
  const way: string[] = []
  let child = account
  while (way.length < DEEPEST) {
    const parent = await above(child)
    if (parent?.Id === undefined) return undefined
    way.push(parent.Id)
    if (parent.Type === 'ROOT') return way
    child = parent.Id
  }
  return undefined
}
