import { ACCOUNT, folderKey, KIND, ORGANIZATION, REGION } from '../layout.ts'
import type { Folder } from '../store.ts'
import { nameOf } from './pages.ts'

/** A folder, and the kinds of files that it has. */
export interface KindsOfFolder {
  readonly folder: Folder
  readonly kinds: readonly string[]
}

/** What the walk asks: the folders right below a prefix. */
export type List = (prefix: string) => Promise<readonly string[]>

interface Wanted {
  /** Names to keep to from `AWSLogs/` on, as far as the source goes. */
  readonly inside: readonly string[]
  /** All where there are none. */
  readonly accounts: readonly string[]
}

interface Member {
  readonly at: string
  readonly organization: string | null
  /** Of `inside`, what is left below. */
  readonly rest: readonly string[]
}

/** The folders below that fit a pattern and, where the source goes on, its next name. */
const below = async (list: List, { at, rest }: Member, fits: RegExp): Promise<readonly Member[]> =>
  (await list(at))
    .filter((folder) => fits.test(nameOf(folder)))
    .filter((folder) => rest[0] === undefined || rest[0] === nameOf(folder))
    .map((folder) => ({ at: folder, organization: null, rest: rest.slice(1) }))

const ORGANIZATION_OR_ACCOUNT = new RegExp(`${ORGANIZATION.source}|${ACCOUNT.source}`)

const accountsIn = async (
  list: List,
  layout: string,
  wanted: Wanted,
): Promise<readonly Member[]> => {
  const top = { at: layout, organization: null, rest: wanted.inside }
  const first = await below(list, top, ORGANIZATION_OR_ACCOUNT)
  const members = first
    .filter((folder) => ORGANIZATION.test(nameOf(folder.at)))
    .map(async (folder) =>
      (await below(list, folder, ACCOUNT)).map((account) => ({
        ...account,
        organization: nameOf(folder.at),
      })),
    )
  return [
    ...first.filter((folder) => ACCOUNT.test(nameOf(folder.at))),
    ...(await Promise.all(members)).flat(),
  ].filter(({ at }) => wanted.accounts.length === 0 || wanted.accounts.includes(nameOf(at)))
}

/** The folders of accounts and regions in `[prefix/]AWSLogs/`, with the kinds of files in each. */
export const walkLayout = async (
  list: List,
  bucket: string,
  layout: string,
  wanted: Wanted,
): Promise<readonly KindsOfFolder[]> => {
  const found = new Map<string, { folder: Folder; kinds: string[] }>()
  const accounts = await accountsIn(list, layout, wanted)
  await Promise.all(
    accounts.map(async (account) => {
      // A source that ends inside one kind still has the others beside it: digests name log files.
      const kinds = await below(list, { ...account, rest: [] }, KIND)
      await Promise.all(
        kinds.map(async (kind) => {
          const regions = await below(list, { ...kind, rest: account.rest.slice(1) }, REGION)
          for (const { at } of regions) {
            const folder: Folder = {
              bucket,
              prefix: layout.replace(/\/?AWSLogs\/$/, ''),
              organization: account.organization,
              account: nameOf(account.at),
              region: nameOf(at),
            }
            const entry = found.get(folderKey(folder)) ?? { folder, kinds: [] }
            found.set(folderKey(folder), entry)
            entry.kinds.push(nameOf(kind.at))
          }
        }),
      )
    }),
  )
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}
