import { type Desired, desiredSchema } from '../../../../model/desired.ts'
import { partitionOfRegion } from '../../../../model/regions.ts'
import { readTemplate } from '../../../../reason/templates/read.ts'
import type { Template, TemplateMap } from '../../../../reason/templates/types.ts'
import { isList, isUnresolved } from '../../../../reason/templates/values.ts'
import { unreadable } from '../unreadable.ts'
import type { Labelled } from './kind.ts'
import { kinds } from './kinds/list.ts'

const providerOf = (template: Template): TemplateMap =>
  template.declarations.find((d) => d.kind === 'provider')?.properties ?? {}

/** Ids of import blocks, by the resource that they import to. */
const importsOf = (template: Template): ReadonlyMap<string, string> =>
  new Map(
    template.declarations.flatMap(({ kind, properties: { to, id } }) =>
      kind === 'import' && isUnresolved(to) && typeof id === 'string'
        ? [[to.expression, id] as const]
        : [],
    ),
  )

const labelled = (
  label: string,
  place: { account: string; region: string },
  template: Template,
  importId: string | undefined,
): Labelled => ({
  ...place,
  first: (type) => template.resources.find((r) => r.type === type && r.name === label)?.properties,
  numbered: (type) =>
    template.resources
      .filter(
        (r) =>
          r.type === type &&
          r.name.startsWith(`${label}_`) &&
          /^\d+$/.test(r.name.slice(label.length + 1)),
      )
      .map((r) => r.properties),
  importId,
})

/**
 * What a file that `printTerraform` wrote wants to be there: read by the same reader as anybody's file.
 * @throws configuration where a resource of it cannot be read back
 */
export const readBackTerraform = (content: string, name: string): readonly Desired[] => {
  const { region: said, allowed_account_ids: ids } = providerOf(readTemplate(content, name))
  const region = typeof said === 'string' ? said : ''
  const account = isList(ids) && typeof ids[0] === 'string' ? ids[0] : ''
  const template = readTemplate(content, name, {
    ...{ account, region },
    partition: partitionOfRegion(region),
  })
  const imports = importsOf(template)
  const seen = new Set<string>()
  return template.resources.flatMap(({ type, name: label }): readonly Desired[] => {
    const kind = Object.values(kinds).find((k) => k.types.includes(type))
    if (kind === undefined || seen.has(label)) return []
    seen.add(label)
    const importId = imports.get(`${type}.${label}`)
    const of = labelled(label, { account, region }, template, importId)
    // Kinds that import say so; of the others the thing itself is a resource only where it is new.
    const isNew =
      kind.adopt === undefined
        ? ['aws_s3_bucket', 'aws_sns_topic', 'aws_organizations_policy', 'aws_iam_role'].some(
            (t) => of.first(t) !== undefined,
          )
        : importId === undefined
    const common = { kind: kind.kind, account, region, state: isNew ? 'new' : 'existing' }
    const parsed = desiredSchema.safeParse({ ...common, ...kind.read(of) })
    if (!parsed.success) throw unreadable(name, `${type}.${label}`, parsed.error)
    return [parsed.data]
  })
}
