import { type Column, recordColumns } from '../../../model/lake.ts'

/** Which columns hold which members, as a tree of keys. */
export interface Node {
  readonly column?: Column
  readonly children: Map<string, Node>
}

const treeOf = (columns: readonly Column[]): Node => {
  const root: Node = { children: new Map() }
  for (const column of columns) {
    let node = root
    const path = column.path ?? []
    path.forEach((key, i) => {
      const before = node.children.get(key)
      const here = {
        ...(before?.column === undefined ? {} : { column: before.column }),
        ...(i === path.length - 1 ? { column } : {}),
        children: before?.children ?? new Map(),
      }
      node.children.set(key, here)
      node = here
    })
  }
  return root
}

/** The tree of the record's columns. */
export const TREE: Node = treeOf(recordColumns)
