import { isMaskedKey } from '../masked.ts'
import { kindOfCall } from './calls.ts'
import { numberColumn } from './column.ts'
import { type IssueColumn, issueColumns } from './columns.ts'
import type { Issue } from './rows.ts'
import { plainColumn, repeatingColumn, type TextColumn } from './text-column.ts'

type Cells = readonly (string | null)[]

const names = Object.keys(issueColumns) as IssueColumn[]
const numberOf = (text: string | null): number => (text === null ? Number.NaN : Number(text))
const instantOf = (value: number) => (Number.isNaN(value) ? null : value)

/** What as a rule is another in each row. */
const UNIQUE: ReadonlySet<IssueColumn> = new Set<IssueColumn>([
  'eventId',
  'sharedId',
  'callerKey',
  'callerPrincipal',
  'issuedKey',
  'issuedId',
])

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

type TimeColumn = 'time' | 'callerCreated'
type TextName = Exclude<IssueColumn, TimeColumn>

const isTime = (name: IssueColumn): name is TimeColumn =>
  name === 'time' || name === 'callerCreated'
const isText = (name: IssueColumn): name is TextName => !isTime(name)
const isKey = (name: IssueColumn): boolean => name === 'issuedKey' || name === 'callerKey'

const unmasked = (key: string | null): string | null =>
  key === null || isMaskedKey(key) ? null : key

/** Calls that issue, as columns. */
export const makeIssues = () => {
  const times = { time: numberColumn(), callerCreated: numberColumn() }
  const texts = Object.fromEntries(
    names.filter(isText).map((n) => [n, UNIQUE.has(n) ? plainColumn() : repeatingColumn()]),
  ) as Record<TextName, TextColumn>
  const writers = names.map((name): ((cell: string | null) => void) => {
    if (isTime(name)) return (cell) => times[name].push(numberOf(cell))
    const { push } = texts[name]
    return isKey(name) ? (cell) => push(unmasked(cell)) : push
  })
  const bearerId = plainColumn()
  let size = 0
  const nameAt = (row: number) => nameOf(bearerId.at(row), texts.sessionName.at(row))
  return {
    size: () => size,
    times,
    texts,
    bearerId,
    /** What stands behind the colon of a bearer, or all of it. */
    nameAt,
    push: (cells: Cells) => {
      writers.forEach((write, i) => {
        write(cells[i] ?? null)
      })
      bearerId.push(bearerOf(cells))
      size++
    },
    // Written out, so that all rows have one shape: made in a loop they would cost five times as much.
    at: (row: number): Issue => {
      return {
        row,
        bearerId: bearerId.at(row),
        bearerName: nameAt(row),
        time: instantOf(times.time.at(row)),
        eventId: texts.eventId.at(row),
        sharedId: texts.sharedId.at(row),
        account: texts.account.at(row),
        region: texts.region.at(row),
        name: texts.name.at(row),
        address: texts.address.at(row),
        callerType: texts.callerType.at(row),
        callerKey: texts.callerKey.at(row),
        callerPrincipal: texts.callerPrincipal.at(row),
        callerArn: texts.callerArn.at(row),
        callerAccount: texts.callerAccount.at(row),
        callerName: texts.callerName.at(row),
        callerCreated: instantOf(times.callerCreated.at(row)),
        invokedBy: texts.invokedBy.at(row),
        issuedKey: texts.issuedKey.at(row),
        issuedId: texts.issuedId.at(row),
        issuedArn: texts.issuedArn.at(row),
        role: texts.role.at(row),
        sessionName: texts.sessionName.at(row),
        target: texts.target.at(row),
        userName: texts.userName.at(row),
        madeArn: texts.madeArn.at(row),
        madeId: texts.madeId.at(row),
        sourceIdentity: texts.sourceIdentity.at(row),
        subject: texts.subject.at(row),
        provider: texts.provider.at(row),
        tags: texts.tags.at(row),
        switchFrom: texts.switchFrom.at(row),
      }
    },
  }
}
export type Issues = ReturnType<typeof makeIssues>
