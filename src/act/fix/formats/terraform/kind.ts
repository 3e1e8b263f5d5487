import type { DesiredKind, DesiredOf } from '../../../../model/desired.ts'
import type { TemplateMap, TemplateValue } from '../../../../reason/templates/types.ts'
import { isList, isMap } from '../../../../reason/templates/values.ts'
import type { HclBlock, HclBody } from './hcl.ts'

/** How a kind of thing is written in Terraform, and read back. */
export interface Kind<K extends DesiredKind> {
  readonly kind: K
  /** The types that it is found again by, any of them; all its resources have its label. */
  readonly types: readonly string[]
  readonly print: (desired: DesiredOf<K>, label: string) => readonly HclBlock[]
  /**
   * How one that exists is adopted: the id of an import block, for the first type. Absent: its settings are resources
   * of their own that are put over what is there, and the thing itself is not managed.
   */
  readonly adopt?: {
    readonly id: (desired: DesiredOf<K>) => string
    /** What is left as it is. */
    readonly ignore: readonly string[]
  }
  readonly read: (of: Labelled) => Readonly<Record<string, unknown>>
}

/** What one label of a file has, by type. */
export interface Labelled {
  readonly account: string
  readonly region: string
  readonly first: (type: string) => TemplateMap | undefined
  /** Numbered ones (`label_1`, `label_2`), in order. */
  readonly numbered: (type: string) => readonly TemplateMap[]
  readonly importId: string | undefined
}

export const resource = (type: string, label: string, body: HclBody): HclBlock => ({
  block: 'resource',
  labels: [type, label],
  body,
})

export const nested = (block: string, body: HclBody): HclBlock => ({ block, body })

/** Nested blocks of a name, as read. */
export const blocksOf = (map: TemplateMap | undefined, name: string): readonly TemplateMap[] => {
  const value = map?.[name]
  return isList(value) ? value.filter(isMap) : []
}

export const blockOf = (map: TemplateMap | undefined, name: string): TemplateMap | undefined =>
  blocksOf(map, name)[0]

/** What `jsonencode` gave, as data again. */
export const jsonIn = (value: TemplateValue | undefined): unknown => {
  if (typeof value !== 'string') return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
