import { groupBy } from '../../../model/group-by.ts'
import type { Instant } from '../../../model/time.ts'
import { type Issues, makeIssues } from './issues.ts'
import type { Issue, Use } from './rows.ts'
import { type TextIndex, textIndex } from './text-index.ts'
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

/** An index is made when it is first asked for. */
const lazily = (make: () => TextIndex): TextIndex => {
  let index: TextIndex | undefined
  return (text, number) => {
    index ??= make()
    return index(text, number)
  }
}

export interface GraphMaker {
  readonly addIssue: Issues['push']
  readonly addUse: Uses['push']
  readonly done: (notes: readonly string[]) => Graph
}

/** The same with rows that bear the text as a further name. */
const andMore = (
  find: TextIndex,
  more: ReadonlyMap<number, readonly string[]>,
  textOf: (arn: string) => string | undefined,
  fold = false,
): TextIndex => {
  const pairs = [...more].flatMap(([row, arns]) => arns.map((arn) => ({ row, text: textOf(arn) })))
  const rows = groupBy(pairs, ({ text }) => text)
  return (text) => {
    const others = rows.get(fold ? text.toLowerCase() : text)
    return others === undefined
      ? find(text)
      : [...new Set([...find(text), ...others.map((o) => o.row)])]
  }
}

const folded = (text: string | null): string | null => text?.toLowerCase() ?? null

const indexesOf = (
  uses: Uses,
  issues: Issues,
  gone: Uint8Array,
  more: ReadonlyMap<number, readonly string[]>,
) => {
  type TextOf = (row: number) => string | null
  type NumberOf = (row: number) => number
  const ofUses = (textOf: TextOf, numberOf?: NumberOf) =>
    lazily(() => textIndex(uses.size(), (row) => (gone[row] === 1 ? null : textOf(row)), numberOf))
  const ofIssues = (textOf: TextOf, numberOf?: NumberOf) =>
    lazily(() => textIndex(issues.size(), textOf, numberOf))
  const { texts: u } = uses
  const { texts: i } = issues
  const usesOfArn = ofUses((row) => folded(u.arn.at(row)))
  const issuesForUser = ofIssues((row) => folded(i.userName.at(row)))
  return {
    usesOfKey: ofUses(u.key.at),
    usesOfPrincipal: ofUses(u.principalId.at),
    usesOfSession: ofUses(u.principalId.at, (row) => secondOf(uses.values.createdAt.at(row))),
    usesOfArn: andMore(
      (arn) => usesOfArn(arn.toLowerCase()),
      more,
      (arn) => arn.toLowerCase(),
      true,
    ),
    usesOfUser: andMore(
      ofUses((row) => userKeyOfArn(u.arn.at(row)) ?? null),
      more,
      userKeyOfArn,
    ),
    issuesOfKey: ofIssues(i.issuedKey.at),
    issuesNamed: ofIssues(issues.nameAt, (row) => secondOf(issues.times.time.at(row))),
    issuesOfBearer: ofIssues(issues.bearerId.at),
    issuesByKey: ofIssues(i.callerKey.at),
    issuesByPrincipal: ofIssues(i.callerPrincipal.at),
    issuesOfCall: ofIssues(i.name.at),
    issuesForUser: (name: string) => issuesForUser(name.toLowerCase()),
  }
}

/** A graph to be filled, in any order, with copies as they come. */
export const makeGraph = (): GraphMaker => {
  const uses = makeUses()
  const issues = makeIssues()
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
        find: indexesOf(uses, issues, gone, more),
        once: <T>(key: string, make: () => T): T => {
          if (!made.has(key)) made.set(key, make())
          return made.get(key) as T
        },
      }
    },
  }
}
