import type { Desired, DesiredKind, DesiredOf } from '../../../../model/desired.ts'
import { logicalId } from '../label.ts'
import { comesAfter } from '../order.ts'
import type { Adoption, Resource } from './kind.ts'
import { kinds } from './kinds/list.ts'
import { yamlOf } from './yaml.ts'

type Written = Resource & { readonly DependsOn?: readonly string[] }

const resourcesOf = <K extends DesiredKind>(
  d: DesiredOf<K> & { readonly kind: K },
): Readonly<Record<string, Resource>> => kinds[d.kind]?.print(d, logicalId(d as Desired)) ?? {}

const adoptionOf = <K extends DesiredKind>(
  d: DesiredOf<K> & { readonly kind: K },
): Adoption | undefined => (d.state === 'existing' ? kinds[d.kind]?.adopt?.(d) : undefined)

/** What is not lost with the stack: logs, keys and recorders outlive it. */
const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } as const

const written = (
  d: Desired,
  every: readonly Desired[],
): readonly (readonly [string, Written])[] => {
  const id = logicalId(d)
  const adoption = adoptionOf(d)
  const needs = every.filter((o) => comesAfter(d, o)).map(logicalId)
  return Object.entries(resourcesOf(d)).map(([suffix, { Type, Properties }]) => [
    id + suffix,
    {
      Type,
      ...(suffix === '' && d.state === 'existing'
        ? {
            Metadata: {
              Wholetrail: { State: 'existing', ...(adoption && { Import: adoption.identifier }) },
            },
          }
        : {}),
      ...retained,
      ...(suffix === '' && needs.length > 0 ? { DependsOn: needs } : {}),
      Properties,
    },
  ])
}

export interface Place {
  readonly account: string
  readonly region: string
}

const template = (
  { account, region }: Place,
  description: string,
  resources: readonly (readonly [string, object])[],
): string =>
  yamlOf({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description.slice(0, 1000),
    Metadata: { Wholetrail: { Account: account, Region: region } },
    Resources: Object.fromEntries(resources),
  })

/** A template of CloudFormation for things of one account and region, each of which it can say (`limits.ts`). */
export const printCloudFormation = (
  place: Place,
  title: string,
  desired: readonly Desired[],
): string =>
  template(
    place,
    title,
    desired.flatMap((d) => written(d, desired)),
  )

/** What adopts the things that are there already, before the template itself is deployed to the same stack. */
interface ImportFiles {
  /** The least that a template must say of them. */
  readonly template: string
  /** `--resources-to-import`. */
  readonly resources: string
}

/** Undefined where nothing is there already. */
export const printImport = (
  place: Place,
  title: string,
  desired: readonly Desired[],
): ImportFiles | undefined => {
  const adopted = desired.flatMap((d) => {
    const adoption = adoptionOf(d)
    const type = kinds[d.kind]?.type
    return adoption === undefined || type === undefined
      ? []
      : [{ id: logicalId(d), type, adoption }]
  })
  if (adopted.length === 0) return undefined
  const least = adopted.map(
    ({ id, type, adoption }) =>
      [id, { Type: type, ...retained, Properties: adoption.least }] as const,
  )
  const list = adopted.map(({ id, type, adoption }) => ({
    ResourceType: type,
    LogicalResourceId: id,
    ResourceIdentifier: adoption.identifier,
  }))
  return {
    template: template(place, `Import for: ${title}`, least),
    resources: `${JSON.stringify(list, null, 2)}\n`,
  }
}
