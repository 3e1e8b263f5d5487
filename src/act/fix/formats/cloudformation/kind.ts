import type { DesiredKind, DesiredOf } from '../../../../model/desired.ts'
import type { TemplateResource } from '../../../../reason/templates/types.ts'

/** A resource as it stands in a template. */
export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
}

/** What adopts a thing that is there: its identifier, and the least that a template must say of it to import it. */
export interface Adoption {
  readonly identifier: Readonly<Record<string, string>>
  readonly least: Readonly<Record<string, unknown>>
}

/** How a kind of thing is written in CloudFormation, and read back. */
export interface Kind<K extends DesiredKind> {
  readonly kind: K
  /** The type of its first resource, by which it is found again. */
  readonly type: string
  /** Its resources by what is added to the logical id: '' is the first. */
  readonly print: (desired: DesiredOf<K>, id: string) => Readonly<Record<string, Resource>>
  /** How one that exists is adopted; absent: CloudFormation cannot. */
  readonly adopt?: (desired: DesiredOf<K>) => Adoption
  /** Members besides kind, account, region and state, as the schema reads them; `more` finds what is beside the first. */
  readonly read: (first: TemplateResource, more: Beside) => Readonly<Record<string, unknown>>
}

export interface Beside {
  readonly account: string
  readonly region: string
  /** The resource with this added to the logical id of the first. */
  readonly resource: (suffix: string) => TemplateResource | undefined
  /** Every resource whose logical id begins with that of the first and this. */
  readonly all: (suffix: string) => readonly TemplateResource[]
  readonly identifier: Readonly<Record<string, unknown>>
}
