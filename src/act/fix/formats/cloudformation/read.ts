import { type Desired, desiredSchema } from '../../../../model/desired.ts'
import { partitionOfRegion } from '../../../../model/regions.ts'
import { readTemplate } from '../../../../reason/templates/read.ts'
import type {
  TemplateMap,
  TemplateResource,
  TemplateValue,
} from '../../../../reason/templates/types.ts'
import { isMap, member } from '../../../../reason/templates/values.ts'
import { unreadable } from '../unreadable.ts'
import { kinds } from './kinds/list.ts'

const ours = (metadata: TemplateMap | undefined): TemplateMap => {
  const found = metadata === undefined ? undefined : member(metadata, 'Wholetrail')
  return isMap(found) ? found : {}
}

const text = (value: TemplateValue | undefined): string => (typeof value === 'string' ? value : '')

/**
 * What a template that `printCloudFormation` wrote wants to be there: read by the same reader as anybody's template.
 * @throws configuration where a resource of it cannot be read back
 */
export const readBackCloudFormation = (content: string, name: string): readonly Desired[] => {
  const bare = readTemplate(content, name)
  const place = ours(bare.declarations.find((d) => d.kind === 'metadata')?.properties)
  const [account, region] = [text(place.Account), text(place.Region)]
  const partition = partitionOfRegion(region)
  const { resources } = readTemplate(content, name, { account, region, partition })
  const byId = new Map(resources.map((r) => [r.name, r]))
  const read = (first: TemplateResource): readonly Desired[] => {
    const kind = Object.values(kinds).find((k) => k.type === first.type)
    if (kind === undefined) return []
    const said = ours(first.metadata)
    const more = {
      ...{ account, region },
      resource: (suffix: string) => byId.get(first.name + suffix),
      all: (suffix: string) => resources.filter((r) => r.name.startsWith(first.name + suffix)),
      identifier: isMap(said.Import) ? said.Import : {},
    }
    const common = { kind: kind.kind, account, region, state: said.State ?? 'new' }
    const parsed = desiredSchema.safeParse({ ...common, ...kind.read(first, more) })
    if (!parsed.success) throw unreadable(name, first.name, parsed.error)
    return [parsed.data]
  }
  return resources.flatMap(read)
}
