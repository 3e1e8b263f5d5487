import type { TemplateValue } from '../types.ts'
import {
  booleanOf,
  isList,
  isMap,
  isResolved,
  isUnresolved,
  joined,
  member,
  numberOf,
  textOf,
  unresolved,
} from '../values.ts'
import { type Intrinsic, NO_VALUE, type Solver } from './solver.ts'
import { substituted } from './substitute.ts'

const said = (name: string, argument: TemplateValue): string =>
  `${name} ${JSON.stringify(argument)}`

const notEvaluated = (name: string, argument: TemplateValue) =>
  unresolved('function', said(name, argument))

/** The argument as a list, its items resolved. */
const itemsOf = (argument: TemplateValue, solver: Solver): readonly TemplateValue[] | undefined => {
  const value = solver.value(argument)
  return isList(value) ? value : undefined
}

const getAtt: Intrinsic = (argument, solver) => {
  const [resource, attribute] =
    typeof argument === 'string'
      ? [argument.split('.')[0], argument.split('.').slice(1).join('.')]
      : isList(argument)
        ? [argument[0], argument[1] === undefined ? undefined : solver.value(argument[1])]
        : []
  return typeof resource === 'string' && typeof attribute === 'string' && attribute !== ''
    ? solver.attribute(resource, attribute)
    : notEvaluated('GetAtt', argument)
}

const join: Intrinsic = (argument, solver) => {
  const [delimiter, rest] = isList(argument) ? argument : []
  const items = rest === undefined ? undefined : itemsOf(rest, solver)
  if (typeof delimiter !== 'string' || items === undefined) return notEvaluated('Join', argument)
  return joined(
    items.flatMap((item, i) => (i === 0 ? [item] : [delimiter, item])),
    said('Join', argument),
  )
}

const choose: Intrinsic = (argument, solver) => {
  const [condition, yes, no] = isList(argument) ? argument : []
  if (typeof condition !== 'string' || yes === undefined || no === undefined)
    return notEvaluated('If', argument)
  const holds = solver.condition(condition)
  if (typeof holds === 'boolean') return solver.maybe(holds ? yes : no)
  return unresolved('condition', said('If', argument))
}

const equals: Intrinsic = (argument, solver) => {
  const [a, b] = itemsOf(argument, solver) ?? []
  if (a === undefined || b === undefined) return notEvaluated('Equals', argument)
  if (!isResolved(a) || !isResolved(b)) return unresolved('condition', said('Equals', argument))
  return (textOf(a) ?? JSON.stringify(a)) === (textOf(b) ?? JSON.stringify(b))
}

/** And, Or: decided by one value where that is enough, else by all. */
const every =
  (name: string, decisive: boolean): Intrinsic =>
  (argument, solver) => {
    const values = itemsOf(argument, solver)?.map(booleanOf)
    if (values === undefined) return notEvaluated(name, argument)
    if (values.includes(decisive)) return decisive
    return values.includes(undefined) ? unresolved('condition', said(name, argument)) : !decisive
  }

const not: Intrinsic = (argument, solver) => {
  const value = booleanOf(itemsOf(argument, solver)?.[0])
  return value === undefined ? unresolved('condition', said('Not', argument)) : !value
}

const select: Intrinsic = (argument, solver) => {
  const [index, list] = itemsOf(argument, solver) ?? []
  const at = numberOf(index)
  const item = at === undefined || !isList(list) ? undefined : list[at]
  return item ?? notEvaluated('Select', argument)
}

const split: Intrinsic = (argument, solver) => {
  const [delimiter, text] = itemsOf(argument, solver) ?? []
  return typeof delimiter === 'string' && delimiter !== '' && typeof text === 'string'
    ? text.split(delimiter)
    : notEvaluated('Split', argument)
}

const findInMap: Intrinsic = (argument, solver) => {
  const keys = itemsOf(argument, solver)
  if (keys === undefined || keys.length < 3 || keys.some(isUnresolved))
    return unresolved(keys?.some(isUnresolved) ? 'place' : 'function', said('FindInMap', argument))
  const [map = '', key = '', name = ''] = keys.map((k) => textOf(k) ?? '')
  return solver.mapping(map, key, name) ?? notEvaluated('FindInMap', argument)
}

const toJson: Intrinsic = (argument, solver) => {
  const value = solver.value(argument)
  return isResolved(value) ? JSON.stringify(value) : notEvaluated('ToJsonString', argument)
}

const lengthOf: Intrinsic = (argument, solver) => {
  const items = itemsOf(argument, solver)
  return items === undefined ? notEvaluated('Length', argument) : items.length
}

const sub: Intrinsic = (argument, solver) => {
  const [text, local] = isList(argument) ? argument : [argument, {}]
  if (typeof text !== 'string' || !isMap(local ?? {})) return notEvaluated('Sub', argument)
  return substituted(text, (name) => {
    const own = isMap(local) ? member(local, name) : undefined
    const value =
      own !== undefined
        ? solver.maybe(own)
        : name.includes('.')
          ? getAtt(name, solver)
          : solver.ref(name)
    return value === NO_VALUE ? unresolved('unknown-name', name) : value
  })
}

/** Functions of CloudFormation that are evaluated; any other stays unresolved with its argument. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::If': choose,
  'Fn::Equals': equals,
  'Fn::And': every('And', false),
  'Fn::Or': every('Or', true),
  'Fn::Not': not,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::ToJsonString': toJson,
  'Fn::Length': lengthOf,
  'Fn::Sub': sub,
  'Fn::ImportValue': (argument) => unresolved('import', said('ImportValue', argument)),
}
