import { placeOf } from '../place.ts'
import type { Template, TemplateContext, TemplateResource, TemplateValue } from '../types.ts'
import { isUnresolved, member, textOf, unresolved } from '../values.ts'
import { parseTerraform } from './body.ts'
import { evaluatorOf } from './evaluate.ts'
import { bodyReaderOf, copiesOf } from './nested.ts'
import type { ReadBody, Scope } from './scope.ts'
import type { Block, Body, Expression } from './syntax.ts'

type Evaluate = ReturnType<typeof evaluatorOf>

const labelled = (block: Block): string => block.labels.join('.')

const attributeOf = (block: Block, name: string): Expression | undefined =>
  block.body.attributes.find((a) => a.name === name)?.value

/** Names of resources in `depends_on`. */
const dependsOn = (block: Block): readonly string[] => {
  const value = attributeOf(block, 'depends_on')
  return value?.kind === 'list' ? value.items.map((item) => item.text) : []
}

const scopeOf = (body: Body, context: TemplateContext): Omit<Scope, 'variables'> => ({
  place: placeOf(context, {
    account: 'data.aws_caller_identity.current.account_id',
    region: 'data.aws_region.current.name',
    partition: 'data.aws_partition.current.partition',
  }),
  organization:
    context.organization ?? unresolved('place', 'data.aws_organizations_organization.current.id'),
  locals: new Map(
    body.blocks
      .filter((b) => b.type === 'locals')
      .flatMap((b) => b.body.attributes.map((a) => [a.name, a.value] as const)),
  ),
  blocks: new Map(
    body.blocks.flatMap((b) =>
      b.type === 'resource'
        ? [[labelled(b), b] as const]
        : b.type === 'data'
          ? [[`data.${labelled(b)}`, b] as const]
          : [],
    ),
  ),
  bound: new Map(),
  open: new Set(),
  seen: new Map(),
})

/** Variables: given values, then defaults, which are noted. */
const variablesOf = (
  body: Body,
  context: TemplateContext,
  evaluateDefault: (e: Expression) => TemplateValue,
  notes: string[],
): ReadonlyMap<string, TemplateValue> =>
  new Map(
    body.blocks
      .filter((b) => b.type === 'variable')
      .map((b) => {
        const [name = ''] = b.labels
        const given =
          context.parameters === undefined ? undefined : member(context.parameters, name)
        if (given !== undefined) return [name, given]
        const fallback = attributeOf(b, 'default')
        if (fallback === undefined) return [name, unresolved('parameter', `var.${name}`)]
        notes.push(`variable ${name} is read with its default, ${fallback.text.slice(0, 200)}`)
        return [name, evaluateDefault(fallback)]
      }),
  )

const resourcesOf = (
  block: Block,
  scope: Scope,
  evaluate: Evaluate,
  readBody: ReadBody,
  notes: string[],
): readonly TemplateResource[] => {
  const [type = '', name = ''] = block.labels
  const provider = attributeOf(block, 'provider')?.text
  const common = {
    type,
    dependsOn: dependsOn(block),
    line: block.line,
    ...(provider === undefined ? {} : { provider }),
  }
  const copies = copiesOf(block, scope, evaluate)
  if (isUnresolved(copies))
    return [{ ...common, name, properties: readBody(block, scope), present: copies }]
  if (copies.length === 0) notes.push(`${type}.${name} is not made: it is made no times`)
  return copies.map((copy) => ({
    ...{ ...common, name: name + copy.suffix, properties: readBody(block, copy.scope) },
    present: true,
  }))
}

/**
 * Resources of a file of Terraform, in order, with all that it says itself put in.
 * @throws configuration, with the line, where it cannot be read
 */
export const readTerraform = (text: string, name: string, context: TemplateContext): Template => {
  const body = parseTerraform(text, name)
  const notes: string[] = []
  const readBody: ReadBody = bodyReaderOf(() => evaluate)
  const evaluate = evaluatorOf(readBody)
  const bare: Scope = { ...scopeOf(body, context), variables: new Map() }
  const variables = variablesOf(body, context, (e) => evaluate(e, bare), notes)
  const scope: Scope = { ...bare, variables, seen: new Map() }
  const blocksOf = (type: string): readonly Block[] => body.blocks.filter((b) => b.type === type)
  for (const module of blocksOf('module'))
    notes.push(
      `module ${textOf(module.labels[0]) ?? ''} is not followed: what it makes is not seen`,
    )
  const resources = blocksOf('resource').flatMap((b) =>
    resourcesOf(b, scope, evaluate, readBody, notes),
  )
  return {
    ...{ format: 'terraform', resources, notes },
    declarations: ['provider', 'import'].flatMap((kind) =>
      blocksOf(kind).map((b) => ({
        kind,
        name: b.labels[0] ?? '',
        properties: readBody(b, scope),
      })),
    ),
  }
}
