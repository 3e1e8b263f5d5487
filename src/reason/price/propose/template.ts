import { WholetrailError } from '../../../model/error.ts'
import type { Proposal, ProposedRecorder, ProposedSettings } from '../../../model/proposal.ts'
import type { Template, TemplateMap, TemplateResource } from '../../templates/types.ts'
import { booleanOf, isUnresolved, member, textOf } from '../../templates/values.ts'
import { checkSelectors, listNames } from './check-selectors.ts'
import { mistake } from './mistake.ts'
import { resolvedOf, withApiNames } from './template-values.ts'

const kinds: Readonly<Record<string, ProposedRecorder['kind']>> = {
  'AWS::CloudTrail::Trail': 'trail',
  'AWS::CloudTrail::EventDataStore': 'event-data-store',
  aws_cloudtrail: 'trail',
  aws_cloudtrail_event_data_store: 'event-data-store',
}

/** Members of the resources, by what they mean: CloudFormation's name first, then Terraform's with the API's casing. */
const names = {
  trail: ['TrailName', 'Name'],
  logging: ['IsLogging', 'EnableLogging'],
  multiRegion: ['IsMultiRegionTrail', 'MultiRegionEnabled'],
  organization: ['IsOrganizationTrail', 'OrganizationEnabled'],
  globalServices: ['IncludeGlobalServiceEvents'],
  validation: ['EnableLogFileValidation'],
  bucket: ['S3BucketName'],
  prefix: ['S3KeyPrefix'],
  key: ['KMSKeyId', 'KmsKeyId'],
  group: ['CloudWatchLogsLogGroupArn', 'CloudWatchLogsGroupArn'],
} as const

type Given = ReturnType<typeof member>

const given = (properties: TemplateMap, keys: readonly string[]): Given =>
  keys.map((key) => member(properties, key)).find((value) => value !== undefined)

/** What decides what is recorded must be known; its default is AWS's (facts/aws.md 8.5). */
const flag = (
  properties: TemplateMap,
  keys: readonly string[],
  fallback: boolean,
  place: string,
): boolean => {
  const value = given(properties, keys)
  if (value === undefined || value === null) return fallback
  const known = booleanOf(value)
  if (known !== undefined) return known
  const said = isUnresolved(value) ? value.expression : String(value)
  throw mistake(
    place,
    `${keys[0]} is ${said}, which is neither true nor false`,
    'give its parameter',
  )
}

/** A text that only places the logs: where it is not resolved it is told by its expression. */
const place = (value: Given): string | undefined =>
  isUnresolved(value) ? `(${value.expression})` : textOf(value)

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }

const settingsOf = (
  kind: ProposedRecorder['kind'],
  properties: TemplateMap,
  where: string,
): ProposedSettings => ({
  isLogging: flag(properties, names.logging, true, where),
  isMultiRegion: flag(properties, names.multiRegion, kind === 'event-data-store', where),
  isOrganization: flag(properties, names.organization, false, where),
  includeGlobalServiceEvents: flag(properties, names.globalServices, true, where),
  logFileValidation: booleanOf(given(properties, names.validation)) ?? false,
  ...optional('s3Bucket', place(given(properties, names.bucket))),
  ...optional('s3Prefix', place(given(properties, names.prefix))),
  ...optional('kmsKeyId', place(given(properties, names.key))),
  ...optional('cloudWatchLogGroupArn', place(given(properties, names.group))),
})

const selectorsOf = (
  properties: TemplateMap,
  where: string,
): Pick<ProposedRecorder, 'selectors'> => {
  const lists = listNames.filter((list) => member(properties, list) !== undefined)
  const [list, other] = lists
  if (list === undefined) return {}
  if (other !== undefined)
    throw mistake(where, 'a trail has either event selectors or advanced ones, not both')
  const value = resolvedOf(member(properties, list) ?? null, `${where}: ${list}`)
  return { selectors: checkSelectors(list, value, where) }
}

interface Insight {
  readonly InsightType?: unknown
  readonly EventCategories?: unknown
}

const insightsOf = (properties: TemplateMap, where: string): Pick<ProposedRecorder, 'insights'> => {
  const value = member(properties, 'InsightSelectors')
  if (value === undefined) return {}
  const plain = resolvedOf(value, `${where}: InsightSelectors`)
  if (!Array.isArray(plain)) throw mistake(`${where}: InsightSelectors`, 'not a list')
  return {
    insights: plain.map(({ InsightType, EventCategories = ['Management'] }: Insight, i) => {
      if (typeof InsightType !== 'string' || !Array.isArray(EventCategories))
        throw mistake(`${where}: InsightSelectors[${i}]`, 'no InsightType')
      return { type: InsightType, categories: EventCategories.map(String) }
    }),
  }
}

/** Blocks that are made by a loop are not there to be read. */
const refuseLoops = (properties: TemplateMap, where: string): void => {
  if (member(properties, 'Dynamic') !== undefined)
    throw mistake(where, 'dynamic blocks are not evaluated', 'write the blocks out')
}

const recorderOf = (resource: TemplateResource, source: string): ProposedRecorder | undefined => {
  const kind = Object.hasOwn(kinds, resource.type) ? kinds[resource.type] : undefined
  if (kind === undefined) return undefined
  const isTerraform = resource.type.startsWith('aws_')
  const properties = isTerraform
    ? (withApiNames(resource.properties) as TemplateMap)
    : resource.properties
  const line = resource.line === undefined ? '' : `:${resource.line}`
  const where = `${source}${line}: ${resource.name} (${resource.type})`
  refuseLoops(properties, where)
  const name = textOf(given(properties, kind === 'trail' ? names.trail : ['Name']))
  return {
    kind,
    name: name ?? resource.name,
    isNamed: name !== undefined,
    place: where,
    ...selectorsOf(properties, where),
    settings: settingsOf(kind, properties, where),
    ...(kind === 'trail' ? insightsOf(properties, where) : {}),
    ...(resource.present === true ? {} : { isConditional: true }),
  }
}

/** Trails and event data stores of a template. A template is the whole of them: what it leaves out has its default. */
export const readTemplateProposal = (template: Template, source: string): Proposal => {
  const recorders = template.resources.flatMap((resource) => recorderOf(resource, source) ?? [])
  if (recorders.length === 0)
    throw new WholetrailError('configuration', `${source} has no trail and no event data store`)
  return { source, format: template.format, recorders, removed: [], notes: template.notes }
}
