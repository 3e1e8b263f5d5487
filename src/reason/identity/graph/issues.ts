import { isMaskedKey } from '../masked.ts'
import { kindOfCall } from './calls.ts'
import { type Column, idColumn, numberColumn } from './column.ts'
import { type IssueColumn, issueColumns } from './columns.ts'
import type { Issue } from './rows.ts'
import { hashOf, inColumn, type Texts } from './texts.ts'

type Cells = readonly (string | null)[]

const names = Object.keys(issueColumns) as IssueColumn[]
const columnOf = (name: IssueColumn): Column => (isTime(name) ? numberColumn() : idColumn())

const numberOf = (text: string | null): number => (text === null ? Number.NaN : Number(text))
const instantOf = (value: number) => (Number.isNaN(value) ? null : value)

/** Ids of events do not repeat: looking for them among the texts would cost more than they do. */
const UNIQUE: ReadonlySet<IssueColumn> = new Set<IssueColumn>(['eventId', 'sharedId'])

const places = new Map(names.map((name, i) => [name, i]))
const at = (cells: Cells, name: IssueColumn): string | null => cells[places.get(name) ?? -1] ?? null

const ACCOUNT = /\d{12}/

const bearerOf = (cells: Cells): string | null => {
  const answered = at(cells, 'issuedId')
  if (answered !== null) return answered
  const { bearer } = kindOfCall(at(cells, 'name') ?? '')
  if (bearer === 'caller') return at(cells, 'callerPrincipal')
  if (bearer === 'target account') return ACCOUNT.exec(at(cells, 'target') ?? '')?.[0] ?? null
  return bearer === 'made user' ? at(cells, 'madeId') : null
}

/** A bearer without an answer is found by the name that was asked for. */
const nameOf = (bearer: string | null, sessionName: string | null): string | null =>
  bearer === null ? sessionName : bearer.slice(bearer.indexOf(':') + 1)

const isKey = (name: IssueColumn): boolean => name === 'issuedKey' || name === 'callerKey'
const isTime = (name: IssueColumn): boolean => name === 'time' || name === 'callerCreated'

/** How the cells of a column become numbers. */
const readerOf = (name: IssueColumn, texts: Texts): ((cell: string | null) => number) => {
  if (isTime(name)) return numberOf
  if (UNIQUE.has(name)) return texts.add
  const idOf = inColumn(texts)
  return isKey(name) ? (cell) => idOf(cell === null || isMaskedKey(cell) ? null : cell) : idOf
}

/** Calls that issue, as columns. */
export const makeIssues = (texts: Texts) => {
  const table = Object.fromEntries(names.map((n) => [n, columnOf(n)])) as Record<
    IssueColumn,
    Column
  >
  const writers = names.map((name) => ({ read: readerOf(name, texts), column: table[name] }))
  const bearerId = idColumn()
  const nameHash = idColumn()
  let size = 0
  return {
    size: () => size,
    table,
    nameHash,
    bearerId,
    push: (cells: Cells) => {
      writers.forEach(({ read, column }, i) => {
        column.push(read(cells[i] ?? null))
      })
      const bearer = bearerOf(cells)
      const answered = table.issuedId.at(size)
      bearerId.push(answered === 0 ? texts.idOf(bearer) : answered)
      nameHash.push(hashOf(nameOf(bearer, at(cells, 'sessionName'))))
      size++
    },
    // Written out, so that all rows have one shape: made in a loop they would cost five times as much.
    at: (row: number): Issue => {
      const text = (column: Column) => texts.at(column.at(row))
      const bearer = text(bearerId)
      return {
        row,
        bearerId: bearer,
        bearerName: nameOf(bearer, text(table.sessionName)),
        time: instantOf(table.time.at(row)),
        eventId: text(table.eventId),
        sharedId: text(table.sharedId),
        account: text(table.account),
        region: text(table.region),
        name: text(table.name),
        address: text(table.address),
        callerType: text(table.callerType),
        callerKey: text(table.callerKey),
        callerPrincipal: text(table.callerPrincipal),
        callerArn: text(table.callerArn),
        callerAccount: text(table.callerAccount),
        callerName: text(table.callerName),
        callerCreated: instantOf(table.callerCreated.at(row)),
        invokedBy: text(table.invokedBy),
        issuedKey: text(table.issuedKey),
        issuedId: text(table.issuedId),
        issuedArn: text(table.issuedArn),
        role: text(table.role),
        sessionName: text(table.sessionName),
        target: text(table.target),
        userName: text(table.userName),
        madeArn: text(table.madeArn),
        madeId: text(table.madeId),
        sourceIdentity: text(table.sourceIdentity),
        subject: text(table.subject),
        provider: text(table.provider),
        tags: text(table.tags),
        switchFrom: text(table.switchFrom),
      }
    },
  }
}
export type Issues = ReturnType<typeof makeIssues>
