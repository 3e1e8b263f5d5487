import { WholetrailError } from '../../../model/error.ts'
import { placeOf } from '../place.ts'
import type {
  Template,
  TemplateContext,
  TemplateMap,
  TemplateResource,
  TemplateValue,
} from '../types.ts'
import { isList, isMap, isUnresolved, member, textOf, unresolved } from '../values.ts'
import { parseCloudFormation } from './parse.ts'
import { conditionOf, type Names, resolveMembers } from './resolve.ts'

const sectionOf = (root: TemplateMap, name: string): TemplateMap => {
  const value = member(root, name)
  return isMap(value) ? value : {}
}

/** Values of the parameters: given ones, then defaults, which are noted. */
const parametersOf = (
  root: TemplateMap,
  context: TemplateContext,
): { values: Map<string, TemplateValue>; notes: string[] } => {
  const notes: string[] = []
  const values = Object.entries(sectionOf(root, 'Parameters')).map(([name, declared]) => {
    const given = context.parameters === undefined ? undefined : member(context.parameters, name)
    const type = isMap(declared) ? textOf(member(declared, 'Type')) : undefined
    const fallback = isMap(declared) ? member(declared, 'Default') : undefined
    const value = given ?? fallback
    if (value === undefined || isUnresolved(value) || type?.startsWith('AWS::SSM::'))
      return [name, unresolved('parameter', `Ref ${name}`)] as const
    if (given === undefined)
      notes.push(`parameter ${name} is read with its default, ${textOf(value)}`)
    const isListOf = type === 'CommaDelimitedList' || type?.startsWith('List<')
    return [name, isListOf ? (textOf(value) ?? '').split(',').map((v) => v.trim()) : value] as const
  })
  const pseudo: [string, TemplateValue][] = [
    ['AWS::URLSuffix', unresolved('place', 'Ref AWS::URLSuffix')],
    ['AWS::StackName', unresolved('parameter', 'Ref AWS::StackName')],
    ['AWS::StackId', unresolved('attribute', 'Ref AWS::StackId')],
    ['AWS::NotificationARNs', unresolved('parameter', 'Ref AWS::NotificationARNs')],
  ]
  return { values: new Map<string, TemplateValue>([...pseudo, ...values]), notes }
}

const dependsOn = (value: TemplateValue | undefined): readonly string[] =>
  [value ?? []].flat().filter((v) => typeof v === 'string')

/**
 * Resources of a template of CloudFormation, in order, with all that it says itself put in.
 * @throws configuration where it is no template
 */
export const readCloudFormation = (
  text: string,
  name: string,
  context: TemplateContext,
): Template => {
  const { root, lines } = parseCloudFormation(text, name)
  const declared = isMap(root) ? member(root, 'Resources') : undefined
  if (!isMap(root) || !isMap(declared))
    throw new WholetrailError('configuration', `${name}: no template: it has no Resources`, {
      hint: 'CloudFormation in YAML or JSON, or Terraform in a file that ends in .tf',
    })
  const { values, notes } = parametersOf(root, context)
  const names: Names = {
    place: placeOf(context, {
      account: 'AWS::AccountId',
      region: 'AWS::Region',
      partition: 'AWS::Partition',
    }),
    parameters: values,
    mappings: sectionOf(root, 'Mappings'),
    conditions: sectionOf(root, 'Conditions'),
    resources: declared,
    open: new Set(),
    seen: new Map(),
  }
  if (member(root, 'Transform') !== undefined)
    notes.push('the template has a Transform: what it adds or changes is not seen')
  const resources = Object.entries(declared).flatMap(([id, value]): TemplateResource[] => {
    const type = isMap(value) ? textOf(member(value, 'Type')) : undefined
    if (!isMap(value) || type === undefined) {
      if (id.startsWith('Fn::'))
        notes.push(`${id} in Resources is not evaluated: what it makes is not seen`)
      else throw new WholetrailError('configuration', `${name}: resource ${id} has no Type`)
      return []
    }
    const condition = member(value, 'Condition')
    const present = typeof condition === 'string' ? conditionOf(condition, names) : true
    if (present === false) {
      notes.push(`${id} is not made: condition ${String(condition)} does not hold`)
      return []
    }
    const raw = member(value, 'Properties')
    const line = lines.get(id)
    const depends = member(value, 'DependsOn')
    const metadata = member(value, 'Metadata')
    return [
      {
        type,
        name: id,
        properties: isMap(raw) ? resolveMembers(raw, names) : {},
        present: isUnresolved(present) ? present : true,
        dependsOn: isList(depends) || typeof depends === 'string' ? dependsOn(depends) : [],
        ...(line === undefined ? {} : { line }),
        ...(isMap(metadata) ? { metadata: resolveMembers(metadata, names) } : {}),
      },
    ]
  })
  const metadata = resolveMembers(sectionOf(root, 'Metadata'), names)
  return {
    ...{ format: 'cloudformation', resources, notes },
    declarations: [{ kind: 'metadata', name: '', properties: metadata }],
  }
}
