import { groupBy } from '../../../model/group-by.ts'
import type { Instant } from '../../../model/time.ts'
import { type Issues, makeIssues } from './issues.ts'
import { type PairIndex, pairIndex } from './pair-index.ts'
import type { Issue, Use } from './rows.ts'
import { hashOf, makeTexts, type Texts } from './texts.ts'
import { userKeyOfArn } from './user-key.ts'
import { makeUses, secondOf, type Uses } from './uses.ts'

/** The graph of identities: columns of numbers and texts, no object for each event. Made by `loadGraph`. */
export interface Graph {
  /** What keeps it from being all that was asked for. */
  readonly notes: readonly string[]
  readonly uses: {
    readonly rows: () => Iterable<number>
    readonly at: (row: number) => Use
    readonly createdAt: (row: number) => Instant | null
  }
  readonly issues: { readonly rows: () => Iterable<number>; readonly at: (row: number) => Issue }
  readonly find: {
    readonly usesOfKey: (key: string) => number[]
    readonly usesOfPrincipal: (principalId: string) => number[]
    /** Exactly these, as one session (R12). */
    readonly usesOfSession: (principalId: string, second: number) => number[]
    readonly usesOfArn: (arn: string) => number[]
    /** By account and name (`userKey`), whatever the path. */
    readonly usesOfUser: (key: string) => number[]
    readonly issuesOfKey: (key: string) => number[]
    /** Where the answer or the request names this behind the colon of the principal id, in this second; or others. */
    readonly issuesNamed: (name: string, second: number) => number[]
    /** Whose credentials they hand out, by principal id. */
    readonly issuesOfBearer: (principalId: string) => number[]
    readonly issuesByKey: (key: string) => number[]
    readonly issuesByPrincipal: (principalId: string) => number[]
    /** By the name of the call. */
    readonly issuesOfCall: (call: string) => number[]
    readonly issuesForUser: (userName: string) => number[]
  }
  /** What was worked out from it, for as long as it lives. */
  readonly once: <T>(key: string, make: () => T) => T
}

type Finder = (text: string, second?: number) => number[]

/** An index is made when it is first asked for. */
const finder = (texts: Texts, make: () => PairIndex, fold = false): Finder => {
  let index: PairIndex | undefined
  return (text, second = 0) => {
    // Making it may add texts in lower case.
    index ??= make()
    const id = texts.find(fold ? text.toLowerCase() : text)
    return id === undefined ? [] : index(id, second)
  }
}

/** The same by the hash of a text: rows of other texts may be among them. */
const hashed = (make: () => PairIndex): Finder => {
  let index: PairIndex | undefined
  return (text, second = 0) => {
    index ??= make()
    return index(hashOf(text), second)
  }
}

export interface GraphMaker {
  readonly addIssue: Issues['push']
  readonly addUse: Uses['push']
  readonly done: (notes: readonly string[]) => Graph
}

/** The same with rows that bear the text as a further name. */
const andMore = (
  find: Finder,
  more: ReadonlyMap<number, readonly string[]>,
  textOf: (arn: string) => string | undefined,
  fold = false,
): Finder => {
  const pairs = [...more].flatMap(([row, arns]) => arns.map((arn) => ({ row, text: textOf(arn) })))
  const rows = groupBy(pairs, ({ text }) => text)
  return (text) => {
    const others = rows.get(fold ? text.toLowerCase() : text)
    return others === undefined
      ? find(text)
      : [...new Set([...find(text), ...others.map((o) => o.row)])]
  }
}

const indexesOf = (
  texts: Texts,
  uses: Uses,
  issues: Issues,
  gone: Uint8Array,
  more: ReadonlyMap<number, readonly string[]>,
) => {
  const alive = (row: number, value: number) => (gone[row] === 1 ? 0 : value)
  const ofUses = (x: (row: number) => number, y?: (row: number) => number, fold = false) =>
    finder(texts, () => pairIndex(uses.size(), (row) => alive(row, x(row)), y), fold)
  const pairsOfIssues = (x: (row: number) => number, y?: (row: number) => number) => () =>
    pairIndex(issues.size(), x, y)
  const ofIssues = (x: (row: number) => number, fold = false) =>
    finder(texts, pairsOfIssues(x), fold)
  const folded = (id: number): number => {
    const text = texts.at(id)
    return text === null ? 0 : texts.idOf(text.toLowerCase())
  }
  const { table: u } = uses
  const { table: i } = issues
  return {
    usesOfKey: ofUses(u.key.at),
    usesOfPrincipal: ofUses(u.principalId.at),
    usesOfSession: ofUses(u.principalId.at, (row) => secondOf(u.createdAt.at(row))),
    usesOfArn: andMore(
      ofUses((row) => folded(u.arn.at(row)), undefined, true),
      more,
      (arn) => arn.toLowerCase(),
      true,
    ),
    usesOfUser: andMore(
      ofUses((row) => texts.idOf(userKeyOfArn(texts.at(u.arn.at(row))) ?? null)),
      more,
      userKeyOfArn,
    ),
    issuesOfKey: ofIssues(i.issuedKey.at),
    issuesNamed: hashed(pairsOfIssues(issues.nameHash.at, (row) => secondOf(i.time.at(row)))),
    issuesOfBearer: ofIssues(issues.bearerId.at),
    issuesByKey: ofIssues(i.callerKey.at),
    issuesByPrincipal: ofIssues(i.callerPrincipal.at),
    issuesOfCall: ofIssues(i.name.at),
    issuesForUser: ofIssues((row) => folded(i.userName.at(row)), true),
  }
}

/** A graph to be filled, in any order, with copies as they come. */
export const makeGraph = (): GraphMaker => {
  const texts = makeTexts()
  const uses = makeUses(texts)
  const issues = makeIssues(texts)
  return {
    addIssue: issues.push,
    addUse: uses.push,
    done: (notes) => {
      const { gone, more } = uses.merge()
      const made = new Map<string, unknown>()
      return {
        notes,
        uses: {
          at: uses.at,
          createdAt: uses.createdAt,
          rows: function* () {
            for (let row = 0; row < uses.size(); row++) if (gone[row] === 0) yield row
          },
        },
        issues: {
          at: issues.at,
          rows: function* () {
            for (let row = 0; row < issues.size(); row++) yield row
          },
        },
        find: indexesOf(texts, uses, issues, gone, more),
        once: <T>(key: string, make: () => T): T => {
          if (!made.has(key)) made.set(key, make())
          return made.get(key) as T
        },
      }
    },
  }
}
