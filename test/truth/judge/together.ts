import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row } from './tally.ts'

export type Groups = Record<string, Row[]>

const add = (a: Row, b: Row): Row => {
  const keys = Object.keys(a) as (keyof Row)[]
  const sums = keys.map((key) => [key, key === 'name' ? a.name : Number(a[key]) + Number(b[key])])
  return Object.fromEntries(sums) as unknown as Row
}

const addAll = (a: readonly Row[], b: readonly Row[]): Row[] => {
  const byName = new Map(a.map((row) => [row.name, row]))
  for (const row of b) {
    const other = byName.get(row.name)
    byName.set(row.name, other === undefined ? row : add(other, row))
  }
  return [...byName.values()].sort((x, y) => (x.name < y.name ? -1 : 1))
}

/** The figures of two runs as those of one. */
const sum = (a: Groups, b: Groups): Groups =>
  Object.fromEntries(Object.keys(a).map((title) => [title, addAll(a[title] ?? [], b[title] ?? [])]))

/** Both halves are children of one test run, whose id their figures carry. */
const path = (half: 0 | 1) => join(tmpdir(), `wholetrail-truth-${process.ppid}-${half}.json`)

/** Leaves the figures of one half for the other, or takes the other's: who comes last gets the figures of both. */
export const together = (half: 0 | 1, mine: Groups): Groups | undefined => {
  const other = path(half === 0 ? 1 : 0)
  if (!existsSync(other)) {
    writeFileSync(path(half), JSON.stringify(mine))
    return undefined
  }
  const theirs = JSON.parse(readFileSync(other, 'utf8')) as Groups
  rmSync(other)
  return sum(theirs, mine)
}
